import { randomBytes } from 'node:crypto'

const LETTERS = 'abcdefghjkmnpqrstuvwxyz23456789'

/** A new unguessable id of 20 letters and digits, without those that look alike. About 99 bits. */
export function newId(): string {
  return Array.from(randomBytes(40))
    .filter((byte) => byte < LETTERS.length * 8)
    .slice(0, 20)
    .map((byte) => LETTERS[byte % LETTERS.length])
    .join('')
    .padEnd(20, 'z')
}
