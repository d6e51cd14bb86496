import assert from 'node:assert/strict'
import { scrub } from '../../../dialogs/understanding/scrub.ts'

describe('scrub', () => {
  it('leaves the wording alone', () => {
    for (const text of [
      'please renew our Action Pack',
      'Can I swap the plan?',
      '我想把方案換掉',
      'PLEASE RENEW NOW',
      'Show me Gold in Chinese',
    ]) {
      assert.equal(scrub(text), text)
    }
  })

  it('F69: takes out addresses, links and numbers, in whatever width they are typed', () => {
    assert.equal(scrub('write to someone.else@example.com now'), 'write to [address] now')
    assert.equal(scrub('ｓｏｍｅｏｎｅ＠ｅｘａｍｐｌｅ．ｃｏｍ'), '[address]')
    assert.equal(scrub('see https://example.com/a?token=abc'), 'see [link]')
    assert.equal(scrub('our site is example.co.uk/x'), 'our site is [link]')
    assert.equal(scrub('call 0912-345-678 or (02) 2345 6789'), 'call [number] or ([number]')
    assert.equal(scrub('order AB-1234 of a1b2c3'), 'order [number] of [number]')
    assert.equal(scrub('電話零九一二三四五六七八'), '電話[number]')
  })

  it('F60: leaves no digit of a card number, however it is written', () => {
    for (const card of [
      '4111111111111111',
      '4111 1111 1111 1111',
      '4111-1111-1111-1111',
      '４１１１ １１１１ １１１１ １１１１',
      '4111\u200B1111\u200B1111\u200B1111',
    ]) {
      assert.doesNotMatch(scrub(`my card ${card} fails`), /\p{N}/u)
    }
  })

  it('takes out names', () => {
    assert.equal(scrub('I am Purchaser One from Contoso'), 'I am [name] from [name]')
    assert.equal(scrub('my name is purchaser'), 'my name is [name]')
    assert.equal(scrub('Cancel it. Contoso said so'), 'Cancel it. [name] said so')
    assert.equal(scrub('ask @someone'), 'ask [name]')
    assert.equal(scrub('我叫王某某，要續約'), '我叫[name],要續約')
    assert.equal(scrub('陳先生要續約'), '[name]先生要續約')
    assert.equal(scrub('甲乙丙股份有限公司要續約'), '[name]要續約')
    assert.equal(scrub('call it "Secret Plan" 或「機密計畫」'), 'call it [quote] 或[quote]')
  })

  it('F32: is bounded, single-lined and whole in its characters', () => {
    for (const text of [
      'word '.repeat(20_000),
      '😀'.repeat(5000),
      '"'.repeat(100_000),
      'a-'.repeat(50_000),
      '\n\n\t',
      '\uD800x\uDFFF',
      'A.'.repeat(50_000),
    ]) {
      const scrubbed = scrub(text)
      assert.ok(Array.from(scrubbed).length <= 200)
      assert.doesNotMatch(scrubbed, /[\n\t\p{Cs}\p{Cf}]/u)
    }
  })
})
