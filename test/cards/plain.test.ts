import assert from 'node:assert/strict'
import fc from 'fast-check'
import MarkdownIt from 'markdown-it'
import { clean, plain } from '../../cards/plain.ts'

const markdown = new MarkdownIt({ html: true })
const seed = Number(process.env.SEED ?? Date.now())
const runs = { seed, numRuns: process.env.LONG ? 20_000 : 300 }
/** Texts with much of what Markdown acts on. */
const written = fc.string({ unit: fc.constantFrom(...'\\`*_{}[]()#+!|<>~-.:/ab1 \n&夥😀\u202e\u200b\ud800') })

describe('what people wrote', () => {
  it('F32: nothing of it acts in a card', () => {
    fc.assert(
      fc.property(written, (text) => {
        const html = markdown.renderInline(plain(text))
        assert.doesNotMatch(html.replace(/<br>/g, ''), /<[a-z/]/)
      }),
      runs,
    )
  })

  it('F32: is plain once, however often it is made so', () => {
    fc.assert(
      fc.property(written, (text) => assert.equal(plain(plain(text)), plain(text))),
      runs,
    )
  })

  it('F32: keeps no invisible or broken character, in one line, as long as asked', () => {
    fc.assert(
      fc.property(written, fc.integer({ min: 1, max: 50 }), (text, max) => {
        const kept = clean(text, max)
        assert.doesNotMatch(kept, /[\u200b\u202e\n]/)
        assert.ok(kept.isWellFormed())
        assert.ok([...new Intl.Segmenter().segment(kept)].length <= max)
      }),
      runs,
    )
  })

  it('shows ordinary names as they are', () => {
    assert.equal(plain('Partner & Sons, 夥伴 (TW)'), 'Partner & Sons, 夥伴 \\(TW\\)')
    assert.equal(clean('  a\tb\r\nc  '), 'a b c')
    assert.equal(clean('abcdef', 3), 'ab…')
  })
})
