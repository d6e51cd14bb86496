import { ClaimsIdentity } from 'botframework-connector'
import type { Activity } from 'botframework-schema'
import { type JWTHeaderParameters, jwtVerify } from 'jose'
import { KeysUnavailableError, type SigningKey, type SigningKeys } from './signing-keys.ts'

/** The token is not the Bot Connector's for this bot and this service URL. Answer 401. */
export class TokenError extends Error {
  override name = 'TokenError'
}

/** Bot Framework, "Authenticate requests": clocks may differ by five minutes. */
const TOLERANCE_SECONDS = 300

/**
 * Checks signature, issuer, audience, times, the key's endorsement for the channel, and that the token was made out for
 * this service URL. One way in: no tokens of emulators or skills.
 */
export function openTokens({ appId, issuer, keys }: { appId: string; issuer: string; keys: SigningKeys }) {
  return {
    /** Whom the token speaks for. Throws `TokenError`, or `KeysUnavailableError` if it cannot be checked now. */
    async check(authorization: string, { serviceUrl, channelId }: Pick<Activity, 'serviceUrl' | 'channelId'>) {
      const keyOf = async ({ kid }: JWTHeaderParameters) => {
        const found = kid === undefined ? undefined : await keys.find(kid)
        if (!found) throw new TokenError('no such key')
        const { key, endorsements } = found
        if (endorsements.length > 0 && !endorsements.includes(channelId)) throw new TokenError('key of other channels')
        return key
      }
      const claims = await verified(authorization.replace(/^Bearer /, ''), keyOf, { appId, issuer })
      if (claims.serviceurl !== serviceUrl) throw new TokenError('made out for another service URL')
      return new ClaimsIdentity(
        Object.entries(claims).map(([type, value]) => ({ type, value: String(value) })),
        true,
      )
    },
  }
}

export type Tokens = ReturnType<typeof openTokens>

async function verified(
  token: string,
  keyOf: (header: JWTHeaderParameters) => Promise<SigningKey['key']>,
  { appId, issuer }: { appId: string; issuer: string },
) {
  try {
    const { payload } = await jwtVerify(token, keyOf, {
      issuer,
      audience: appId,
      algorithms: ['RS256'],
      clockTolerance: TOLERANCE_SECONDS,
      requiredClaims: ['exp'],
    })
    return payload
  } catch (error) {
    if (error instanceof KeysUnavailableError || error instanceof TokenError) throw error
    throw new TokenError('the token does not hold', { cause: error })
  }
}
