import { createHash, timingSafeEqual } from 'node:crypto'
import { z } from 'zod'
import { paymentMethod } from '../../../store/people/partner.ts'
import { locale } from '../../../store/values/locale.ts'
import { instant } from '../../../store/values/time.ts'

/** A hosted page that is, or was, open for one person. Its key comes from the idempotency key it was opened with. */
export const sandboxSession = z.strictObject({
  _id: z.string(),
  version: z.int(),
  kind: z.enum(['method', 'bank']),
  /** The half of the link that nobody can guess. */
  secret: z.string(),
  partnerId: z.string().optional(),
  customer: z.string(),
  locale,
  returnUrl: z.url({ protocol: /^(https?|msteams)$/ }),
  expiresAt: instant,
  /** A method page that was used: what was added on it, and which test card that is. */
  added: z.strictObject({ method: paymentMethod, card: z.string() }).optional(),
  /** A bank page: the charge that it is about. */
  chargeKey: z.string().optional(),
  event: z.string().optional(),
  due: instant.optional(),
})
export type SandboxSession = z.infer<typeof sandboxSession>

function shortHash(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 32)
}

export function sessionKey(kind: SandboxSession['kind'], key: string): string {
  return `sbs_${shortHash(`${kind}\n${key}`)}`
}

export function customerOf(partnerId: string): string {
  return `sbc_${shortHash(partnerId)}`
}

/** The id that is given out: what names the session, and the secret that opens it. */
export function publicId(session: SandboxSession): string {
  return `${session._id}.${session.secret}`
}

export function keyOfPublicId(id: string): string {
  return id.split('.', 1)[0] ?? ''
}

export function isOpenedBy(session: SandboxSession, id: string): boolean {
  const asked = createHash('sha256').update(id).digest()
  return timingSafeEqual(asked, createHash('sha256').update(publicId(session)).digest())
}

const METHOD_ID = 'sbm_'

export function methodIdOf(session: SandboxSession): string {
  return METHOD_ID + session._id
}

export function sessionOfMethod(methodId: string): string {
  return methodId.slice(METHOD_ID.length)
}
