import { createCipheriv, createDecipheriv, createHmac, randomBytes } from 'node:crypto'
import { derivedKey } from './derived-key.ts'

/** Something sealed can't be opened: none of the secrets is the one it was sealed with, or it was altered. */
class SealError extends Error {
  override name = 'SealError'
}

const NONCE_BYTES = 12
const TAG_BYTES = 16

/**
 * Texts that are kept encrypted: AES-256-GCM under a key from the operator's secret. The first secret seals; each of them
 * opens, so that secrets can be changed. `about` names the record that the text belongs to: moved to another, it no
 * longer opens.
 */
export function openVault(secrets: readonly string[]) {
  if (secrets.length === 0) throw new TypeError('a vault needs a secret')
  const keys = secrets.map((secret) => ({
    seal: derivedKey(secret, 'benefit keys: seal'),
    mark: derivedKey(secret, 'benefit keys: mark'),
  }))

  return {
    seal(text: string, about: string): string {
      const [newest] = keys
      if (!newest) throw new SealError('there is no secret')
      const nonce = randomBytes(NONCE_BYTES)
      const cipher = createCipheriv('aes-256-gcm', newest.seal, nonce).setAAD(Buffer.from(about))
      const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()])
      return Buffer.concat([nonce, cipher.getAuthTag(), sealed]).toString('base64')
    },

    /** Throws SealError. */
    open(sealed: string, about: string): string {
      const bytes = Buffer.from(sealed, 'base64')
      for (const { seal } of keys) {
        const opened = bytes.length > NONCE_BYTES + TAG_BYTES ? tryOpen(seal, bytes, about) : undefined
        if (opened !== undefined) return opened
      }
      throw new SealError('this can be opened with none of the secrets')
    },

    /** What tells two texts apart without showing either: one per secret, the newest first. */
    marks(text: string): string[] {
      return keys.map(({ mark }) => createHmac('sha256', mark).update(text).digest('base64url'))
    },
  }
}

export type Vault = ReturnType<typeof openVault>

function tryOpen(key: Buffer, bytes: Buffer, about: string): string | undefined {
  const nonce = bytes.subarray(0, NONCE_BYTES)
  const tag = bytes.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES)
  const decipher = createDecipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(about)).setAuthTag(tag)
  try {
    const text = decipher.update(bytes.subarray(NONCE_BYTES + TAG_BYTES))
    return Buffer.concat([text, decipher.final()]).toString('utf8')
  } catch {
    return undefined
  }
}
