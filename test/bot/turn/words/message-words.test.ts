import assert from 'node:assert/strict'
import fc from 'fast-check'
import { wordsOf } from '../../../../bot/turn/words/message-words.ts'

const BOT = { id: '28:bot', name: 'Partner Membership' }
const us = (text: string) => ({ type: 'mention', text, mentioned: BOT })
const other = (name: string) => ({ type: 'mention', text: `<at>${name}</at>`, mentioned: { id: `29:${name}`, name } })
type Heard = [said: string, entities: object[], text: string]

function heard(text: unknown, entities: object[] = [], html?: string) {
  const attachments = html === undefined ? [] : [{ contentType: 'text/html', content: html }]
  return wordsOf({ text, entities, attachments, recipient: BOT } as never)
}

const SHAPES: Heard[] = [
  ['<at>Partner Membership</at> note x', [us('<at>Partner Membership</at>')], 'note x'],
  ['<at>Partner Membership</at>&nbsp;note x', [us('<at>Partner Membership</at>')], 'note x'],
  [
    '<at>Partner</at>&nbsp;<at>Membership</at>&nbsp;note x',
    [us('<at>Partner</at>'), us('<at>Membership</at>')],
    'note x',
  ],
  ['<at>Partner</at>&nbsp;<at>Membership</at> note x', [us('<at>Partner</at>')], 'note x'],
  ['<at id="0">Partner Membership</at> note x', [us('<at id="0">Partner Membership</at>')], 'note x'],
  ['<at id="0">Partner Membership</at> note x', [us('<at>Partner Membership</at>')], 'note x'],
  ['<quoted messageId="17"/> <at>Partner Membership</at> note x', [us('<at>Partner Membership</at>')], 'note x'],
  ['<quoted messageId="17"/> offers', [], 'offers'],
  ['<quoted messageId="17"> offers', [], 'offers'],
  ['<quoted messageId="17">cancel subscription</quoted> offers', [], 'offers'],
  ['<attachment id="a-b"></attachment>here it is', [], 'here it is'],
  ['&nbsp;help', [], 'help'],
  ['Smith &amp; Co: 5 &lt; 6 &gt; 4', [], 'Smith & Co: 5 < 6 > 4'],
  [
    'Smith & Co: 5 < 6, a=1&copy=2, x<y and <nobody@example.com>',
    [],
    'Smith & Co: 5 < 6, a=1&copy=2, x<y and <nobody@example.com>',
  ],
  ['thanks <img alt="🍺" itemtype="http://schema.skype.com/Emoji"/>', [], 'thanks 🍺'],
  ['<p>one</p><p>two<br>three</p>', [], 'one\ntwo\nthree'],
  ['<ul><li>one</li><li>two</li></ul>', [], '- one\n- two'],
  ['<div><strong>no</strong>te</div>', [], 'note'],
  ['\u200bof\u00adfers\ufeff', [], 'offers'],
  ['ｏｆｆｅｒｓ，您好：１', [], 'offers，您好：1'],
  ['<a href="https://example.com/a">see here</a>', [], 'see here (https://example.com/a)'],
  [
    '<blockquote itemtype="http://schema.skype.com/Reply" itemid="1"><p>cancel</p></blockquote><p>offers</p>',
    [],
    'offers',
  ],
  ['<blockquote>they said no</blockquote>why?', [], 'they said no\nwhy?'],
  ['@Partner Membership help', [us('@Partner Membership')], 'help'],
]

describe('what somebody typed', () => {
  for (const [said, entities, text] of SHAPES)
    it(`is plain words: ${JSON.stringify(said)}`, () => {
      assert.equal(heard(said, entities).text, text)
    })

  const emoji = (alt: string) => `<img itemscope="" itemtype="http://schema.skype.com/Emoji" alt="${alt}">`
  const MIRRORED: [said: string, html: string, text: string][] = [
    ['', `<p>${emoji('😄')}</p>`, '😄'],
    ['thanks ', `<p>thanks ${emoji('👍')}</p>`, 'thanks 👍'],
    ['thanks 👍', '<p>thanks 👍</p>', 'thanks 👍'],
    [`5 < 6 ${emoji('👍')}`, `<p>5 &lt; 6 ${emoji('👍')}</p>`, '5 < 6 👍'],
    ['', `<p>${emoji('note')}</p>`, ':note:'],
  ]
  for (const [said, html, text] of MIRRORED)
    it(`keeps the emoji that stand in the HTML only, and makes no command of one’s name: ${JSON.stringify(said + html)}`, () => {
      assert.equal(heard(said, [], html).text, text)
    })

  it('keeps them where we are mentioned too', () => {
    const said = '<at>Partner Membership</at> note x'
    const html = `<div><span itemtype="http://schema.skype.com/Mention" itemid="0">Partner Membership</span>&nbsp;note x ${emoji('😡')}</div>`
    assert.equal(heard(said, [us('<at>Partner Membership</at>')], html).text, 'note x 😡')
  })

  it('is as it was typed where a plain text has no HTML beside it, but for what Teams itself puts in', () => {
    const plain = (text: string) => wordsOf({ text, textFormat: 'plain', recipient: BOT, entities: [] } as never).text
    assert.equal(plain('use <b>bold</b> and <p>'), 'use <b>bold</b> and <p>')
    assert.equal(plain('<at>Partner Membership</at>&nbsp;help'), 'help')
    assert.equal(plain('<quoted messageId="17"/> <attachment id="a"></attachment>help 👍'), 'help 👍')
  })

  it('is without our name where Teams says no words for the mention, or has nobody else to mention', () => {
    const said = { text: '<at>Membership bot</at> note x', recipient: BOT }
    assert.equal(wordsOf({ ...said, entities: [{ type: 'mention', mentioned: BOT }] } as never).text, 'note x')
    const alone = { conversation: { conversationType: 'personal' }, entities: [] }
    assert.equal(wordsOf({ ...said, ...alone } as never).text, 'note x')
    assert.equal(wordsOf({ ...said, entities: [] } as never).text, 'Membership bot note x')
  })

  it('names others whom it mentions, also one who is called as we are', () => {
    assert.deepEqual(heard('<at>Agent Two</at> look', [other('Agent Two')]), {
      text: 'Agent Two look',
      mentions: ['Agent Two'],
    })
    const twins = [us('<at>Partner Membership</at>'), other('Partner Membership')]
    const both = heard('<at>Partner Membership</at> ask <at>Partner Membership</at>', twins)
    assert.deepEqual(both, { text: 'ask Partner Membership', mentions: ['Partner Membership'] })
  })

  it('is read from the HTML beside it where there is no text, or the text has swallowed what it answers', () => {
    for (const none of [null, undefined, '', ' ', 5])
      assert.equal(heard(none, [], '<div><p>Smith &amp; Co<br>offers</p></div>').text, 'Smith & Co\noffers')
    const quote =
      '<blockquote itemscope itemtype="http://schema.skype.com/Reply"><p>cancel subscription</p></blockquote>'
    assert.equal(heard('Bot cancel subscription offers', [], `${quote}<p>offers</p>`).text, 'offers')
  })

  it('keeps what only looks like markup, where the HTML beside it says that it was typed', () => {
    for (const typed of ['&amp;', 'use <b> here', 'a &lt; b', '<p>'])
      assert.equal(heard(typed, [], `<p>${written(typed)}</p>`).text, typed)
  })

  const typed = fc
    .array(
      fc.oneof(
        fc.constantFrom('<', '>', '&', '&amp;', '<b>', '"', 'note', 'offers', '備註', ' ', '5', '🍺'),
        fc.string({ maxLength: 5 }),
      ),
      { maxLength: 8 },
    )
    .map((parts) => parts.join(''))
  const plain = (text: string) => heard(written(text)).text

  it('loses nothing to the markup that Teams wraps it in, and gains no command by it', () => {
    const wraps = fc.constantFrom(
      (text: string) => `<p>${text}</p>`,
      (text: string) => `<div><strong>${text}</strong></div>`,
      (text: string) => `<at>Partner Membership</at>&nbsp;${text}`,
      (text: string) => `<quoted messageId="1"/>${text}`,
      (text: string) => `<attachment id="1"></attachment><p>${text}</p>`,
      (text: string) => `<blockquote itemtype="http://schema.skype.com/Reply">note</blockquote>${text}`,
    )
    fc.assert(
      fc.property(typed, wraps, (text, wrap) => {
        assert.equal(heard(wrap(written(text))).text, plain(text))
        const letters = (each: string) => each.normalize('NFKC').replace(/[\s\p{Cc}\p{Cf}]/gu, '')
        assert.equal(letters(plain(text)), letters(text))
      }),
      { numRuns: 2_000 },
    )
  })

  it('F34: nothing that comes in its place throws, and long markup is bounded work', () => {
    for (const entities of [null, 'x', [null], [{ type: 'mention' }], [{ type: 'mention', text: 5, mentioned: null }]])
      assert.equal(wordsOf({ text: 'help', entities, attachments: 'x', recipient: undefined } as never).text, 'help')
    for (const deep of ['<b>', '<quoted>', '<at>', '<blockquote>', '<', '&', '</p>'])
      assert.ok(heard(deep.repeat(200_000 / deep.length)).text.length <= 100_000)
  })
})

function written(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
}
