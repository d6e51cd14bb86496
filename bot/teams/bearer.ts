import { z } from 'zod'
import { jsonIn } from '../../store/values/json.ts'

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
  const [first = '', second = ''] = token?.split('.') ?? []
  const head = header.safeParse(decoded(first))
  const said = claims.safeParse(decoded(second))
  if (!head.success || !said.success) return undefined
  return said.data.iss === expected.issuer && said.data.aud === expected.appId ? token : undefined
}

function decoded(part: string): unknown {
  return jsonIn(Buffer.from(part, 'base64url').toString('utf8'))
}
