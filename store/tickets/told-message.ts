import { createHash } from 'node:crypto'
import { z } from 'zod'

/** A message in a follower's chat that shows replies of the desk's, so that it can be corrected once one is taken back. */
const toldMessage = z.strictObject({
  person: z.string(),
  activityId: z.string().max(300),
  /** The replies that stand in it, by `replyId`. */
  replies: z.array(z.string().max(20)).max(20),
  /** It was sent for the one reply and tells nothing else: then it can go as a whole. */
  only: z.boolean(),
})
export type ToldMessage = z.infer<typeof toldMessage>

/** The newest; an older one is put right when its reader looks at it: each such card asks how things stand. */
export const MOST_TOLD = 20
export const toldMessages = z.array(toldMessage).max(MOST_TOLD)

/** What became of the messages of a reply that was taken back, the worst of them. */
export const takenBackAs = z.enum(['deleted', 'corrected', 'told', 'unreached'])
export type TakenBackAs = z.infer<typeof takenBackAs>

/** A reply's own short name. */
export function replyId(key: string): string {
  return createHash('sha256').update(key).digest('base64url').slice(0, 16)
}
