import { decodeJwt, decodeProtectedHeader } from 'jose'
import { z } from 'zod'

const MAX_BYTES = 4_096

const header = z.object({ alg: z.literal('RS256'), kid: z.string().min(1).max(200) })
const claims = z.object({ iss: z.string(), aud: z.string(), exp: z.number(), nbf: z.number().optional() })

/**
 * The token of an Authorization header if it could be the Bot Connector's for this bot: three parts, RS256, the right
 * issuer and audience, an expiry. Looks only; the signature is the adapter's business (tokens.ts). What fails here never
 * reaches the key look-up.
 */
export function plausibleBearer(
  authorization: string | undefined,
  expected: { issuer: string; appId: string },
): string | undefined {
  if (authorization === undefined || authorization.length > MAX_BYTES) return undefined
  const [, token] = /^Bearer ([\w-]+\.[\w-]+\.[\w-]+)$/.exec(authorization) ?? []
  try {
    header.parse(decodeProtectedHeader(token ?? ''))
    const { iss, aud } = claims.parse(decodeJwt(token ?? ''))
    return iss === expected.issuer && aud === expected.appId ? token : undefined
  } catch {
    return undefined
  }
}
