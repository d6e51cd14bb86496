import { z } from 'zod'

const filled = z.string().min(1)
/** What is sent back to us; `cards/actions.ts` says what it looks like. */
const sent = z.record(z.string(), z.unknown())
const pressed = {
  title: filled,
  associatedInputs: z.literal('none').optional(),
  style: z.enum(['positive', 'destructive']).optional(),
}

const submit = z.strictObject({ type: z.literal('Action.Submit'), data: sent, ...pressed })

const execute = z.strictObject({
  type: z.literal('Action.Execute'),
  verb: filled,
  data: sent,
  ...pressed,
  // Clients before 1.4 don't know Execute: without a Submit to fall back on they would show no button at all.
  fallback: submit,
})
const openUrl = z.strictObject({
  type: z.literal('Action.OpenUrl'),
  title: filled,
  style: pressed.style,
  url: z.url({ protocol: /^https?$/ }),
})

export const actions = z.array(z.discriminatedUnion('type', [execute, openUrl]))

/** What a client sends by itself when the card is seen: no button, so no fallback and no title are needed. */
export const refresh = z.strictObject({
  action: z.strictObject({
    type: z.literal('Action.Execute'),
    verb: filled,
    data: sent,
    associatedInputs: z.literal('none'),
  }),
})
