import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { recognise } from '../../dialogs/recognise.ts'
import { COMMANDS, type CommandName } from '../../dialogs/understanding/commands.ts'

const certain = (text: string) => recognise(text).command
const suggested = (text: string) => {
  const { command, suggestions } = recognise(text)
  assert.equal(command, undefined, `${text}: taken for ${command} with certainty`)
  return suggestions
}

describe('recognise', () => {
  describe('exact words', () => {
    for (const command of Object.keys(COMMANDS) as CommandName[]) {
      it(`knows the word for ${command} in both languages, however it is typed`, () => {
        for (const word of [COMMANDS[command].en, COMMANDS[command]['zh-TW']]) {
          for (const typed of [word, word.toUpperCase(), `  ${word} \n`, `${word}!`, `\u200B${word}\u200E`]) {
            assert.deepEqual(recognise(typed), { command, suggestions: [], details: {} }, JSON.stringify(typed))
          }
        }
      })
    }

    it('F35: reads full-width letters and Simplified characters', () => {
      assert.equal(certain('ｒｅｎｅｗ'), 'renew')
      assert.equal(certain('ＴＵＲＮ　ＯＦＦ　ＡＵＴＯ－ＲＥＮＥＷ'), 'turn-off-auto-renew')
      assert.equal(certain('续约'), 'renew')
      assert.equal(certain('关闭自动续约'), 'turn-off-auto-renew')
      assert.equal(certain('取消订阅'), 'cancel-subscription')
      assert.equal(certain('启用权益'), 'activate-benefits')
    })

    it('does not care how auto-renew is spelt', () => {
      for (const typed of [
        'turn off autorenew',
        'turn off auto renew',
        'Turn off auto-renew.',
        'turn off autorenewal',
      ]) {
        assert.equal(certain(typed), 'turn-off-auto-renew', typed)
      }
    })
  })

  describe('the word that buys', () => {
    for (const typed of [
      'Purchase',
      'purchase',
      'PURCHASE!',
      'purchase now',
      'buy',
      '購買',
      '購買！',
      '购买',
      'ｐｕｒｃｈａｓｅ',
    ]) {
      it(`S10: never takes ${typed} for a command`, () => {
        assert.deepEqual(suggested(typed), ['subscribe', 'offers'])
      })
    }
  })

  describe('cancel', () => {
    it('alone leaves the flow', () => {
      for (const typed of ['cancel', 'Cancel', '取消', 'cancel this', '取消這個'])
        assert.equal(certain(typed), 'stop', typed)
    })
    it('S20: of a subscription is a support request', () => {
      for (const typed of [
        'cancel my subscription',
        'please cancel our action pack',
        '我要取消訂閱',
        '幫我取消行動套件',
        '退訂',
      ]) {
        assert.equal(certain(typed), 'cancel-subscription', typed)
      }
    })
    it('S13: of the automatic renewal turns it off', () => {
      for (const typed of [
        'cancel auto-renewal',
        'please cancel the automatic renewal',
        '取消自動續約',
        '請幫我取消自動續約',
      ]) {
        assert.equal(certain(typed), 'turn-off-auto-renew', typed)
      }
    })
    it('without saying what is asked about', () => {
      assert.deepEqual(suggested('I would like to cancel').toSorted(), ['cancel-subscription', 'stop'])
    })
  })

  describe('renewing', () => {
    it('S17: is recognised when it is all that is said', () => {
      for (const typed of [
        'renew please',
        'please renew our action pack',
        'how do I renew?',
        'can we renew?',
        '我要續約',
        '幫我續約行動套件',
      ]) {
        assert.equal(certain(typed), 'renew', typed)
      }
    })

    const NEGATED =
      "don't renew|do not renew my action pack|we won't renew|I don't want to renew|never renew this|stop renewing|no renewal|" +
      "please don't auto renew|cancel the renewal|never auto renew again|turn off auto renew on that subscription|auto renew off again please|不要續約|不續約了|不想續約|請不要自動續約|別再續約|明年不續了|不要再幫我們續約"
    for (const typed of NEGATED.split('|')) {
      it(`S13: takes "${typed}" for turning off, or asks`, () => {
        const { command, suggestions } = recognise(typed)
        assert.equal(command ?? suggestions[0], 'turn-off-auto-renew')
      })
    }

    const DOUBTFUL =
      "don't turn off auto renew|I don't want to cancel auto renewal|should I renew?|what happens if I don't renew|renew or cancel?|" +
      "can't renew|stop, I want to renew|no, renew it|renew and turn off auto renew|did it renew?|we renewed yesterday|" +
      "who renewed it|renewal failed|don't worry, renew it|undo turning off auto renew|" +
      '不要關閉自動續約|不要取消自動續約|要不要續約|如果不續約呢|為什麼不能續約|不，我要續約|取消，我要續約|續約了嗎|自動續約是什麼'
    for (const typed of DOUBTFUL.split('|')) {
      it(`takes "${typed}" neither for renewing nor for turning off with certainty`, () => {
        const { command } = recognise(typed)
        assert.ok(command !== 'renew' && command !== 'turn-off-auto-renew', command)
      })
    }

    const AGAIN =
      'turn auto-renew back on|please turn automatic renewal on again|enable auto renew|I turned auto renew off, I want it on again|' +
      '重新開啟自動續約|我想把自動續約打開|自動續約關掉了，想再打開'
    for (const typed of AGAIN.split('|')) {
      it(`S14: suggests renewing to "${typed}"`, () => {
        assert.deepEqual(suggested(typed), ['renew', 'purchased-offers'])
      })
    }
  })

  describe('what is not ours', () => {
    const ELSEWHERE =
      'renew my passport|renew my zorblax|renew the lease of the flat|subscribe to my channel|buy milk|buy a gold ring|' +
      'subscribe me to the zorblax list|續約健身房|幫我續約房租|訂閱電子報|訂閱我的頻道|買杯咖啡|who won yesterday|你愛我嗎'
    for (const typed of ELSEWHERE.split('|')) {
      it(`is not certain about "${typed}"`, () => {
        assert.equal(certain(typed), undefined)
      })
    }

    it('suggests nothing where there is nothing to suggest', () => {
      for (const typed of [
        '',
        '   \n',
        '😀🎉',
        '!!…',
        'what is the weather like today',
        '今天天氣如何',
        'qwertz asdf',
        '\uD800',
      ]) {
        assert.deepEqual(suggested(typed), [], JSON.stringify(typed))
      }
    })

    it('answers a greeting with help as a suggestion', () => {
      for (const typed of ['hi', 'Hello!', 'good morning', '你好', '您好', '嗨'])
        assert.deepEqual(suggested(typed), ['help'], typed)
    })

    it('asks what is wanted with an offer that is only named', () => {
      assert.deepEqual(suggested('action pack'), ['offers', 'subscribe'])
      assert.deepEqual(suggested('我要行動套件'), ['subscribe', 'offers'])
    })
  })

  it('tells details beside the command', () => {
    assert.deepEqual(recognise('renew the second one'), { command: 'renew', suggestions: [], details: { ordinal: 2 } })
    assert.deepEqual(recognise('what is the status of ticket 42').details, { ticket: 42 })
    assert.deepEqual(recognise('we want to subscribe to gold in data analytics').details, {
      offer: 'gold',
      level: 'gold',
      area: 'data-analytics',
    })
  })

  it('F35: is certain of nothing that it has read only in part', () => {
    for (const gap of [' ', '\u200B', '.', '請']) {
      const typed = `renew${gap.repeat(500)}not`
      assert.equal(certain(typed), undefined)
      assert.equal(certain(`cancel my subscription${gap.repeat(500)}not`), undefined)
    }
  })

  it('always gives the same answer, and leaves the next one alone', () => {
    const typed = ['please renew', 'who did that', '不要續約', 'reciept', 'hello']
    const once = typed.map((text) => recognise(text))
    for (const text of typed.toReversed()) recognise(text)
    assert.deepEqual(
      typed.map((text) => recognise(text)),
      once,
    )
  })

  it('loads no heavy recogniser and nothing outside its corner', () => {
    const corner = [
      'recognise',
      'understanding/certainty',
      'understanding/rank',
      'understanding/reading',
      'understanding/lexicon',
      'understanding/details',
      'understanding/dates',
      'understanding/exact',
      'understanding/frames',
      'understanding/features',
      'understanding/classifier',
      'understanding/normalise',
      'understanding/numbers',
      'understanding/shorthand',
      'understanding/spelling',
    ]
    const own = new Set(corner.map((name) => name.split('/').at(-1)))
    for (const name of corner) {
      const source = readFileSync(new URL(`../../dialogs/${name}.ts`, import.meta.url), 'utf8')
      for (const [, from = ''] of source.matchAll(/^import .* from '(.*?)'/gm)) {
        const stem = from
          .split('/')
          .at(-1)
          ?.replace(/\.(ts|json)$/, '')
        const allowed = ['stemmer', 'temporal-polyfill'].includes(from) || from.endsWith('.json') || stem === 'commands'
        assert.ok(allowed || own.has(stem), `${name} imports ${from}`)
      }
    }
  })
})
