import { createServer, type ServerResponse } from 'node:http'
import { exportJWK, generateKeyPair, type JWTHeaderParameters, SignJWT } from 'jose'

/** How the issuer answers for its metadata and keys. */
export type IssuerMood = 'well' | 'error' | 'malformed' | 'empty' | 'silent' | 'no-metadata' | 'redirect' | 'gone'

export type Claims = Record<string, unknown>
export type Issuer = Awaited<ReturnType<typeof openIssuer>>

type Pair = Awaited<ReturnType<typeof newPair>>
type Key = Awaited<ReturnType<ReturnType<typeof keyring>['newKey']>>

/** What closed issuers have left: a pair takes a tenth of a second to make, and no two that are open have the same. */
const free: Pair[] = []

async function newPair() {
  const { privateKey, publicKey } = await generateKeyPair('RS256', { extractable: true })
  return { privateKey, jwk: await exportJWK(publicKey) }
}

/** Keys of one issuer, each different from all others of it and of those open beside it. */
function keyring() {
  const taken: Pair[] = []
  return {
    async newKey(kid: string, endorsements?: string[]) {
      const pair = free.pop() ?? (await newPair())
      taken.push(pair)
      const jwk = { ...pair.jwk, kid, use: 'sig', ...(endorsements ? { endorsements } : {}) }
      return { kid, privateKey: pair.privateKey, jwk }
    },
    giveBack: () => void free.push(...taken.splice(0)),
  }
}

/** The issuer's name: no address of anything. */
export const ISSUER = 'https://issuer.example.com'

/**
 * A token issuer on 127.0.0.1 in the Bot Connector's place: really signed tokens, metadata and keys over HTTP, keys that
 * rotate, and moods. `asked` counts the requests.
 */
export async function openIssuer() {
  const { newKey, giveBack } = keyring()
  let keys = [await newKey('key-1', ['msteams'])]
  let mood: IssuerMood = 'well'
  const asked = { metadata: 0, keys: 0 }
  let address = ''

  const server = createServer((request, response) => {
    const what = request.url === '/metadata' ? 'metadata' : 'keys'
    asked[what]++
    if (mood === 'silent') return
    if (mood === 'gone') return void request.socket.destroy()
    if (mood === 'error') return answer(response, 500, 'out of order')
    if (mood === 'malformed') return answer(response, 200, '<html>')
    if (mood === 'redirect') return answer(response, 302, '', { location: `${address}/elsewhere` })
    if (what === 'metadata') {
      return answer(response, 200, JSON.stringify(mood === 'no-metadata' ? {} : { jwks_uri: `${address}/keys` }))
    }
    const published = mood === 'empty' ? [] : keys.map((key) => key.jwk)
    answer(response, 200, JSON.stringify({ keys: published }))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const bound = server.address()
  address = `http://127.0.0.1:${typeof bound === 'object' ? bound?.port : ''}`

  return {
    metadataUrl: `${address}/metadata`,
    asked,
    be(next: IssuerMood): void {
      mood = next
    },
    /** A further key; later tokens are signed with it. */
    async rotate(
      kid: string,
      { endorsements = ['msteams'], keepOld = true }: { endorsements?: string[]; keepOld?: boolean } = {},
    ) {
      const key = await newKey(kid, endorsements)
      keys = keepOld ? [...keys, key] : [key]
    },
    /** The public key, as somebody else would find it. */
    publicJwk: () => keys.at(-1)?.jwk ?? {},
    sign: (claims: Claims, header: Partial<JWTHeaderParameters> = {}) => sign(keys.at(-1), claims, header),
    /** Signed with a key that the issuer never published, under the name of one that it did. */
    forge: async (claims: Claims, header: Partial<JWTHeaderParameters> = {}) =>
      sign(await newKey(keys.at(-1)?.kid ?? ''), claims, header),
    async close(): Promise<void> {
      giveBack()
      await new Promise((resolve) => {
        server.close(resolve)
        server.closeAllConnections()
      })
    },
  }
}

function answer(response: ServerResponse, status: number, text: string, headers: Record<string, string> = {}): void {
  response.writeHead(status, { 'content-type': 'application/json', ...headers })
  response.end(text)
}

function sign(key: Key | undefined, claims: Claims, header: Partial<JWTHeaderParameters>): Promise<string> {
  if (!key) throw new Error('the issuer has no key')
  return new SignJWT(claims)
    .setProtectedHeader({ alg: 'RS256', typ: 'JWT', kid: key.kid, ...header })
    .sign(key.privateKey)
}

/** A token as it is written, whatever its parts say. */
export function unsigned(header: unknown, claims: unknown, signature = 'c2lnbmF0dXJl'): string {
  const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url')
  return `${part(header)}.${part(claims)}.${signature}`
}
