import assert from 'node:assert/strict'
import { EncodingError, textOf } from '../../../store/values/file-text.ts'

const TEXT = '[{"name":"夥伴一 Müller 🙂"}]'
const utf16be = (text: string) => Buffer.from(text, 'utf16le').swap16()

describe('a file’s text', () => {
  for (const [how, bytes] of [
    ['UTF-8', Buffer.from(TEXT)],
    ['UTF-8 with a mark', Buffer.from(`\ufeff${TEXT}`)],
    ['UTF-16 of Windows, with its mark', Buffer.from(`\ufeff${TEXT}`, 'utf16le')],
    ['UTF-16 of Windows, without a mark', Buffer.from(TEXT, 'utf16le')],
    ['UTF-16 big-endian with its mark', utf16be(`\ufeff${TEXT}`)],
    ['UTF-16 big-endian without a mark', utf16be(TEXT)],
  ] as const)
    it(`is read from ${how}`, () => assert.equal(textOf(bytes), TEXT))

  it('of no bytes is empty', () => assert.equal(textOf(Buffer.alloc(0)), ''))

  const utf32 = (text: string) => Buffer.from([...text].flatMap((each) => [each.codePointAt(0) ?? 0, 0, 0, 0]))
  for (const [how, bytes, says] of [
    ['Latin-1', Buffer.from('["Müller"]', 'latin1'), /not in UTF-8/],
    ['Big5', Buffer.from([0x5b, 0x22, 0xb9, 0xd9, 0xa6, 0xf1, 0x22, 0x5d]), /not in UTF-8.*Big5/],
    ['UTF-16 cut off', Buffer.from(`\ufeff${TEXT}`, 'utf16le').subarray(0, -1), /broken UTF-16/],
    ['UTF-32 with its mark', Buffer.concat([Buffer.from([0xff, 0xfe, 0, 0]), utf32('[]')]), /UTF-32/],
    ['UTF-32 without a mark', utf32('[]'), /UTF-32/],
    ['UTF-32 big-endian without a mark', Buffer.from([0, 0, 0, 0x5b, 0, 0, 0, 0x5d]), /UTF-32/],
  ] as const)
    it(`in ${how} is refused, and the encoding named`, () =>
      assert.throws(
        () => textOf(bytes),
        (error) => error instanceof EncodingError && says.test(error.message),
      ))
})
