import { z } from 'zod'
import { instant } from '../values/time.ts'

/** What can be owed. Kept with the job and in its key: a kind may come, and none is ever renamed. */
export const JOB_KINDS = [
  'fulfil',
  'dispute',
  'refund',
  'renew',
  'lapse',
  'unreached',
  'method-page',
  'stray',
  'found',
  'reconcile',
  'card',
  'fraud-warning',
  'forget-card',
] as const
export type JobKind = (typeof JOB_KINDS)[number]
export type JobKey = `${JobKind}:${string}`

/** Work that is owed. The key names the effect (`fulfil:{order}`), so that it is owed once however often it is added. */
export const job = z.strictObject({
  _id: z.string(),
  /** Any: a newer version may owe what this one has never heard of. */
  kind: z.string(),
  about: z.string(),
  dueAt: instant,
  state: z.enum(['waiting', 'done', 'dead']),
  tries: z.int().nonnegative(),
  /** When it was done. */
  endedAt: instant.optional(),
  /** Who works on it until when; a late finisher's token no longer matches (F66). */
  lease: z.strictObject({ token: z.string(), until: instant }).optional(),
  /** It was hastened while somebody worked on it: what they have read may be older than the reason. */
  again: z.literal(true).optional(),
  /** Why the last try failed: an error's name, never its message. */
  reason: z.string().optional(),
})
export type Job = z.infer<typeof job>

/** One that this version knows how to do. */
export const knownJob = job.extend({ kind: z.enum(JOB_KINDS) })
export type KnownJob = z.infer<typeof knownJob>
