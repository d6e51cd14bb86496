import { z } from 'zod'
import { instant } from '../values/time.ts'

/** So many texts of one ticket wait at a time; the oldest goes. */
export const MOST_UNSENT = 10

/** An agent's words that may be a command or a reply: they wait for the agent to say which, and go nowhere before. */
const words = z.strictObject({
  id: z.string().max(64),
  /** The effect's own key once it is written down: an answer that comes twice writes once. */
  key: z.string().max(200),
  by: z.string(),
  text: z.string().max(4_000),
  at: instant,
})
export type Unsent = z.infer<typeof words>
export const unsent = z.array(words).max(MOST_UNSENT)
