import type { Locale } from '../../store/values/locale.ts'

/** Part of every hostile text: where it is seen, the text was shown. */
export const MARK = 'pay here'
/** Where a hostile text would lead. */
export const TRAP = 'evil.example'

const HOSTILE =
  `[${MARK}](http://${TRAP}) ![x](http://${TRAP}/x.png) <at>All</at> <b>b</b> \${1+1} **loud** _sly_ \`c\` ` +
  `\\[x](http://${TRAP}) \u202egnp.exe\u202c a\u200bb\u200d\u2060 e${'\u0301'.repeat(200)} \ud800 \r\n# big\n- item ${'😀'.repeat(10_000)}`

/** What somebody writes to break the card or to fool who reads it (F32). */
export function hostile(): string {
  return HOSTILE
}

const COMPANY: Record<Locale, string> = { en: 'Partner One Ltd.', 'zh-TW': '夥伴一號股份有限公司' }

export function company(locale: Locale): string {
  return COMPANY[locale]
}

/** 100 letters, the longest that a company's name may be; one word of it doesn't break by itself. */
export function longCompany(locale: Locale): string {
  return locale === 'en'
    ? `Partner One ${'Interdepartmental'.repeat(3)} Holdings and Consulting of All Regions Ltd.`.slice(0, 100)
    : '夥伴一號國際系統整合與雲端顧問服務股份有限公司'.repeat(5).slice(0, 100)
}

/** Texts in a language, for samples: pick('Silver', '銀級')(locale). */
export function pick(en: string, zh: string): (locale: Locale) => string {
  return (locale) => (locale === 'en' ? en : zh)
}

export const NONCE = 'sample-nonce-000001'
export const ORDER_ID = 'order-of-the-samples'
export const ORDER_NUMBER = 'PO-2611-7F3K2M9Q'
