import assert from 'node:assert/strict'
import { readChoice, readDone, readYesNo } from '../../../dialogs/talk/typed-answers.ts'

const each = (typed: string, test: (text: string) => void) => {
  for (const text of typed.split('|')) test(text)
}

describe('answers', () => {
  describe('yes and no', () => {
    it('F35: takes yes in both languages', () => {
      const typed =
        'yes|Yes|YES!!|y|yep|yeah sure|ok|okay, thanks|Yes please|correct|I agree|confirm|no problem|ｙｅｓ|是|是的|對|對啊|好|好的，謝謝|要|我要|確認|確定|同意|沒問題|可以|沒錯|确认|👍|👍🏽|✅'
      each(typed, (text) => assert.equal(readYesNo(text), true, text))
    })
    it('F35: takes no in both languages', () => {
      const typed =
        "no|No.|n|nope|no thanks|not now|don't|I don't agree|cancel|stop|never mind|ｎｏ|不|不要|不用了，謝謝|不是|不對|取消|不同意|還沒|先不要|算了|不确认|👎|❌"
      each(typed, (text) => assert.equal(readYesNo(text), false, text))
    })
    it('takes neither from what says neither, or both, or more', () => {
      const typed =
        '|   |maybe|yes no|no yes|not sure|不確定|是不是|要不要|好不好|確定取消|好嗎|why|yes but not today|renew|3|是嗎|\uD800|yesterday|know|nothing'
      each(typed, (text) => assert.equal(readYesNo(text), undefined, text))
    })
    it('F35: takes neither from a text that it reads only in part', () => {
      assert.equal(readYesNo(`yes${' '.repeat(500)}no`), undefined)
      assert.equal(readYesNo('yes '.repeat(25_000)), undefined)
      assert.equal(readYesNo(`${' '.repeat(500)}yes${' '.repeat(500)}`), true)
    })
  })

  describe('numbers', () => {
    // A list that is long enough, of which no item is told by its own word.
    const places = Array.from({ length: 1_200 }, () => [])
    /** The place in the list that is meant, from 1. */
    const numberRead = (text: string) => {
      const at = readChoice(text, places)
      return at === undefined ? undefined : at + 1
    }

    it('F35: reads digits, words, ordinals and Chinese numerals', () => {
      const typed: [string, number][] = [
        ['3', 3],
        ['３', 3],
        ['０１２', 12],
        ['#4', 4],
        ['no. 6', 6],
        ['number 5', 5],
        ['3 please', 3],
        ['1,200', 1200],
        ['two', 2],
        ['Ten', 10],
        ['second', 2],
        ['the third one', 3],
        ['2nd', 2],
        ['一', 1],
        ['兩個', 2],
        ['十', 10],
        ['十二', 12],
        ['二十', 20],
        ['九十九', 99],
        ['第三個', 3],
        ['第 5 項', 5],
        ['①', 1],
      ]
      for (const [text, number] of typed) assert.equal(numberRead(text), number, text)
    })
    it('reads nothing from what is no whole number, or two', () => {
      each('|0|-3|−3|2.5|1/2|3 or 4|3 4|hello|三四|十十|1e3|9999999999|NaN|Infinity|12 Main Street', (text) =>
        assert.equal(numberRead(text), undefined, text),
      )
    })
  })

  describe('choices', () => {
    const OFFERS = [
      ['Action Pack', '行動套件', 'action-pack'],
      ['Silver', '銀級'],
      ['Gold', '金級'],
    ]
    const chosen = (typed: string, at: number | undefined) =>
      each(typed, (text) => assert.equal(readChoice(text, OFFERS), at, text))

    it('are told by their word, in either language', () => {
      chosen('Action Pack|action-pack|ACTION PACK please|行動套件|行动套件|我要行動套件', 0)
      chosen('gold|the gold one|金級|我要金級', 2)
    })
    it('are told by their number or place', () => {
      chosen('1|first|第一個|一', 0)
      chosen('3|３|last|the last one|最後一個|third', 2)
    })
    it('are told by the beginning of just one of them, or a slip', () => {
      chosen('act|行動', 0)
      chosen('sil|slver|sivler', 1)
      chosen('go|金', 2)
    })
    it('are not told by what fits none or several, a denial, or a number beyond the list', () => {
      chosen('|g|級|silver or gold|not gold|不要金級|0|4|99|platinum|\uDFFF', undefined)
    })
    it('that begin alike need more than the beginning', () => {
      const alike = [['Open'], ['Open ticket'], ['Close']]
      assert.equal(readChoice('open', alike), 0)
      assert.equal(readChoice('ope', alike), undefined)
      assert.equal(readChoice('open t', alike), 1)
    })
    it('keep their word before a number means a place', () => {
      assert.equal(readChoice('2026', [['2025'], ['2026']]), 1)
    })
  })

  it('knows done in both languages', () => {
    each(
      "done|I'm done|Done, thanks|finished|ok done|Yes, I'm ready|I've added it|完成|完成了|好了|我弄好了|已完成|好的，加好了|對，好了",
      (text) => assert.ok(readDone(text), text),
    )
  })

  it('takes nothing else for done', () => {
    each(
      '|not done|done?|not done yet|ok|when is it done?|還沒好|好了嗎|好的|快好了|沒弄好|back pain|change my card|skip the line|我要改付款方式|cancel|回報問題',
      (text) => assert.equal(readDone(text), false, text),
    )
  })
})
