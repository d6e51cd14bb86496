import { z } from 'zod'
import { placed } from './placed.ts'

const filled = z.string().min(1)
const NO_ERROR = 'a required input needs an errorMessage'
const asked = {
  ...placed,
  id: filled,
  label: filled,
  isRequired: z.boolean().optional(),
  errorMessage: filled.optional(),
}

const text = z.strictObject({
  type: z.literal('Input.Text'),
  ...asked,
  placeholder: filled.optional(),
  value: z.string().optional(),
  // Nothing is taken in without a bound.
  maxLength: z.int().positive(),
  isMultiline: z.boolean().optional(),
})

const choiceSet = z.strictObject({
  type: z.literal('Input.ChoiceSet'),
  ...asked,
  placeholder: filled.optional(),
  value: z.string().optional(),
  style: z.enum(['compact', 'expanded']).optional(),
  isMultiSelect: z.boolean().optional(),
  wrap: z.boolean().optional(),
  choices: z.array(z.strictObject({ title: filled, value: filled })),
})

const date = z.strictObject({
  type: z.literal('Input.Date'),
  ...asked,
  value: z.string().optional(),
  min: z.string().optional(),
  max: z.string().optional(),
})

const toggle = z.strictObject({
  type: z.literal('Input.Toggle'),
  ...asked,
  title: filled,
  value: z.string().optional(),
  wrap: z.literal(true),
})

/** Each input has a label, and says what is wrong where something must be given. */
export const inputs = [
  text.refine(saysWhatIsWrong, NO_ERROR),
  choiceSet.refine(saysWhatIsWrong, NO_ERROR),
  date.refine(saysWhatIsWrong, NO_ERROR),
  toggle.refine(saysWhatIsWrong, NO_ERROR),
] as const

function saysWhatIsWrong(input: { isRequired?: boolean | undefined; errorMessage?: string | undefined }): boolean {
  return !input.isRequired || input.errorMessage !== undefined
}
