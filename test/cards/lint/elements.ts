import { z } from 'zod'
import { actions, refresh } from './actions.ts'
import { inputs } from './inputs.ts'
import { placed } from './placed.ts'

/*
 * Adaptive Cards as far as our cards may go: the elements of version 1.2, which every Teams client renders, with those
 * properties of 1.3 to 1.5 that an older client leaves out without losing anything that must be read. Unknown elements
 * and properties are refused, so a newer element can't be the only place of something.
 */
const filled = z.string().min(1)
const alignment = z.enum(['left', 'center', 'right'])
const surface = z.enum(['default', 'emphasis', 'good', 'attention', 'warning', 'accent'])

const textBlock = z.strictObject({
  type: z.literal('TextBlock'),
  ...placed,
  text: filled,
  // Without it the text is cut at the card's edge.
  wrap: z.literal(true),
  weight: z.enum(['lighter', 'default', 'bolder']).optional(),
  size: z.enum(['small', 'default', 'medium', 'large', 'extraLarge']).optional(),
  // `light` and `dark` are unreadable in one theme or the other.
  color: z.enum(['default', 'accent', 'good', 'warning', 'attention']).optional(),
  isSubtle: z.boolean().optional(),
  horizontalAlignment: alignment.optional(),
  style: z.enum(['default', 'heading']).optional(),
})

const image = z.strictObject({
  type: z.literal('Image'),
  ...placed,
  url: z.url({ protocol: /^(https|data)$/ }),
  altText: filled,
  size: z.enum(['auto', 'stretch', 'small', 'medium', 'large']).optional(),
  horizontalAlignment: alignment.optional(),
})

const factSet = z.strictObject({
  type: z.literal('FactSet'),
  ...placed,
  facts: z.array(z.strictObject({ title: filled, value: filled })).min(1),
})

const elements: z.ZodType<unknown[]> = z.lazy(() => z.array(element))
const held = { ...placed, style: surface.optional(), items: elements }
const column = z.strictObject({
  type: z.literal('Column'),
  ...held,
  width: z.union([z.enum(['auto', 'stretch']), z.int().positive(), z.string().regex(/^\d+px$/)]).optional(),
  verticalContentAlignment: z.enum(['top', 'center', 'bottom']).optional(),
})
const columnSet = z.strictObject({
  type: z.literal('ColumnSet'),
  ...placed,
  style: surface.optional(),
  columns: z.array(column).min(1),
})
const container = z.strictObject({ type: z.literal('Container'), ...held, bleed: z.boolean().optional() })
const actionSet = z.strictObject({ type: z.literal('ActionSet'), ...placed, actions })

const element = z.discriminatedUnion('type', [textBlock, image, factSet, columnSet, container, actionSet, ...inputs])

const card = z.strictObject({
  type: z.literal('AdaptiveCard'),
  $schema: z.literal('http://adaptivecards.io/schemas/adaptive-card.json'),
  version: z.literal('1.5'),
  lang: z.enum(['en', 'zh-TW']),
  fallbackText: filled,
  body: elements,
  actions: actions.optional(),
  refresh: refresh.optional(),
})

/** What is wrong with the card's elements, each with the place where it is. */
export function wrongElements(content: unknown): string[] {
  const read = card.safeParse(content)
  return read.success ? [] : read.error.issues.map((each) => `${each.path.join('.')}: ${each.message}`)
}
