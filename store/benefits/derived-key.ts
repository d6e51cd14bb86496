import { hkdfSync } from 'node:crypto'

/** 32 bytes for one purpose, from a secret that serves several: knowing one key says nothing about another. */
export function derivedKey(secret: string, purpose: string): Buffer {
  return Buffer.from(hkdfSync('sha256', secret, '', purpose, 32))
}
