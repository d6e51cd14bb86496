import assert from 'node:assert/strict'
import { catalogueText } from '../../cards/text.ts'

const say = (zh: string, values: Record<string, string | number>, locale: 'en' | 'zh-TW' = 'zh-TW') =>
  catalogueText(locale, { en: zh, 'zh-TW': zh }, values)

describe('spaces around values', () => {
  it('S25: Chinese stands apart from Latin letters and digits, and not from Chinese', () => {
    assert.equal(say('您代表 {who} 同意', { who: '夥伴一號' }), '您代表夥伴一號同意')
    assert.equal(say('您代表{who}同意', { who: 'Partner One' }), '您代表 Partner One 同意')
    assert.equal(say('{who} 是會員', { who: '夥伴 Co' }), '夥伴 Co 是會員')
    assert.equal(say('訂單 {number}：{what}', { number: 'PO-1', what: '已付款' }), '訂單 PO-1：已付款')
    assert.equal(say('請輸入「{word}」。', { word: 'help' }), '請輸入「help」。')
    assert.equal(say('{a} {b}', { a: '行動', b: '套件' }), '行動套件')
  })

  it('leaves what a value holds inside, and English, as they are', () => {
    assert.equal(say('由 {who} 購買', { who: '夥伴 一號' }), '由夥伴 一號購買')
    assert.equal(say('By {who} for {what}.', { who: '夥伴', what: '' }, 'en'), 'By 夥伴 for .')
  })

  it('a value that the sentence decides by still decides', () => {
    assert.equal(say('{is, select, on {開} other {關}}', { is: 'on' }), '開')
  })
})
