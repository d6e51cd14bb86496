import type { Activity } from 'botframework-schema'
import { z } from 'zod'
import { entraId } from '../../store/values/entra-id.ts'

const id = z
  .string()
  .min(1)
  .max(512)
  .regex(/^[^\p{Cc}]+$/u)
const tenant = z.string().regex(/^[\w-]{1,64}$/)
const account = z.looseObject({ id, name: z.string().nullish(), aadObjectId: z.string().max(128).nullish() })
const thing = z.looseObject({})

/**
 * What an activity from Teams must look like before anybody reads it. Everything that the bot or the library goes into
 * without looking has its type checked here; the rest is left as it is.
 */
const shape = z.looseObject({
  type: z.string().min(1).max(64),
  channelId: z.literal('msteams'),
  serviceUrl: z.string().max(500),
  id: id.nullish(),
  name: z.string().max(256).nullish(),
  text: z.string().nullish(),
  locale: z.string().max(64).nullish(),
  timestamp: z.string().max(64).nullish(),
  localTimestamp: z.string().max(64).nullish(),
  localTimezone: z.string().max(64).nullish(),
  replyToId: id.nullish(),
  action: z.string().max(64).nullish(),
  deliveryMode: z.literal('normal').nullish(),
  from: account,
  recipient: account.nullish(),
  conversation: z.looseObject({ id, tenantId: tenant.nullish(), conversationType: z.string().max(64).nullish() }),
  channelData: z.looseObject({ tenant: z.looseObject({ id: tenant.nullish() }).nullish() }).nullish(),
  entities: z.array(thing).nullish(),
  attachments: z.array(thing).nullish(),
  membersAdded: z.array(account).nullish(),
  membersRemoved: z.array(account).nullish(),
  reactionsAdded: z.array(thing).nullish(),
  reactionsRemoved: z.array(thing).nullish(),
})

/**
 * The object as an activity, or undefined if it is none that Teams sends. The tenant must be named, and once only if
 * twice (F18); afterwards it stands in `conversation.tenantId`, and ids of Entra's are in lower case. Nulls count as left out, times become dates.
 */
export function asActivity(value: Record<string, unknown>): Activity | undefined {
  dropNulls(value)
  for (const key of ['from', 'recipient', 'conversation']) dropNulls(value[key])
  const parsed = shape.safeParse(value)
  if (!parsed.success) return undefined
  const tenantId = oneTenant(parsed.data.conversation.tenantId, parsed.data.channelData?.tenant?.id)
  if (tenantId === undefined) return undefined
  value.conversation = { ...parsed.data.conversation, tenantId }
  const { aadObjectId } = parsed.data.from
  if (aadObjectId) value.from = { ...parsed.data.from, aadObjectId: entraId(aadObjectId) }
  for (const key of ['timestamp', 'localTimestamp', 'expiration']) value[key] = asDate(value[key])
  return isActivity(value) ? value : undefined
}

function dropNulls(value: unknown): void {
  if (typeof value !== 'object' || value === null) return
  for (const [key, field] of Object.entries(value)) if (field === null) Reflect.deleteProperty(value, key)
}

function oneTenant(...names: (string | null | undefined)[]): string | undefined {
  const said = new Set(names.flatMap((name) => (typeof name === 'string' ? [entraId(name)] : [])))
  const [tenantId] = said
  return said.size === 1 ? tenantId : undefined
}

function asDate(value: unknown): Date | undefined {
  const date = typeof value === 'string' ? new Date(value) : undefined
  return date && Number.isFinite(date.getTime()) ? date : undefined
}

/** Whether this came out of `asActivity`. The library's type has dates where the wire has strings, otherwise they agree. */
export function isActivity(value: unknown): value is Activity {
  return typeof value === 'object' && value !== null && 'type' in value && 'conversation' in value
}
