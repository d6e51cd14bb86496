import assert from 'node:assert/strict'
import { openStage, textOf } from '../../support/conversation.ts'

describe('S25: the language', () => {
  const AT_ONCE: [said: string, locale: 'en' | 'zh-TW'][] = [
    ['language en', 'en'],
    ['language English', 'en'],
    ['English please', 'en'],
    ['switch to English', 'en'],
    ['語言 英文', 'en'],
    ['language zh-TW', 'zh-TW'],
    ['language 中文', 'zh-TW'],
    ['語言：繁體中文', 'zh-TW'],
    ['請說中文', 'zh-TW'],
    ['中文', 'zh-TW'],
  ]
  for (const [said, chosen] of AT_ONCE)
    it(`is chosen in one go: ${said}`, async () => {
      const person = (await openStage()).person({ locale: chosen === 'en' ? 'zh-TW' : 'en-US' })
      const done = chosen === 'en' ? /I’ll use English with you/ : /之後我會使用繁體中文/
      assert.match(textOf(await person.say(said)), done)
      assert.match(textOf(await person.say('help')), chosen === 'en' ? /What I can do/ : /我可以|說明/)
    })

  it('is asked for where none is named, and answered with the same words', async () => {
    const person = (await openStage()).person()
    assert.match(textOf(await person.say('language')), /繁體中文/)
    assert.match(textOf(await person.say('language 中文')), /之後我會使用繁體中文/)
  })
})
