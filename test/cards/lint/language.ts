import type { Locale } from '../../../store/values/locale.ts'
import { notTraditional } from './han.ts'

/** What is called the same in both languages. */
const NAMES = [
  ...['Windows 10 Enterprise', 'Visual Studio Professional', 'Visual Studio Team Services', 'Office 365 E3'],
  ...['Enterprise Mobility Suite', 'Dynamics CRM Online Professional', 'Azure', 'Windows', 'Linux', 'iOS', 'Android'],
  ...['Teams', 'Visa', 'Mastercard', 'American Express', 'Contoso', 'English', 'PDF'],
]
/** Each language is called by its own name, so that who can't read the other one finds it. */
const CHINESE = /繁體中文|中文/g
/** Addresses, zones, numbers of orders and the like: read letter by letter in either language. */
const CODES =
  /[\w.+-]+@[\w-]+(\.[\w-]+)+|https?:\/\/[^\s)\]）]+|\b[\w-]+(\.[\w-]+)+\b|\b[A-Z]\w+(\/\w+)+\b|\b[A-Z]+-[\w-]+|\b(UTC|GMT)\b/g
const CURRENCIES = new RegExp(`\\b(${Intl.supportedValuesOf('currency').join('|')})\\b`, 'g')
const CHINESE_SIGN = /[\p{Script=Han}\p{Script=Bopomofo}\u3000-\u303f\uff01-\uff5e]/u
/** Half-width punctuation beside a Chinese character; dots and colons inside numbers and addresses are none. */
const HALF_WIDTH = /\p{Script=Han}\s?[,.:;!?()"]|[,:;!?()"]\s?\p{Script=Han}/u

/** Chinese stands apart from Latin letters and digits, and from Chinese by none; what can be typed may have its own. */
const MISSING_SPACE = /\p{Script=Han}[A-Za-z\d]|[A-Za-z\d]\p{Script=Han}/u
const NEEDLESS_SPACE =
  /[\p{Script=Han}\u3000-\u303f\uff01-\uff60] (?!上午|下午)[\p{Script=Han}\u3000-\u303f\uff01-\uff60]/u

/** What in a text of one language belongs to the other, or isn't written as it should be. */
export function wrongLanguage(text: string, locale: Locale): string[] {
  return locale === 'en' ? wrongEnglish(text) : wrongChinese(text)
}

function wrongEnglish(text: string): string[] {
  const found = [...text.replace(CHINESE, '')].filter((each) => CHINESE_SIGN.test(each))
  return found.length ? [`Chinese in an English text: ${found.join('')}`] : []
}

function wrongChinese(text: string): string[] {
  const visible = text.replace(/\]\([^)]*\)/g, ']').replace(/\\(.)/g, '$1')
  const known = NAMES.reduce((rest, name) => rest.replaceAll(name, ' '), visible)
  const words =
    known
      .replace(CODES, ' ')
      .replace(CURRENCIES, ' ')
      .match(/[A-Za-z]{2,}/g) ?? []
  const characters = notTraditional(text)
  const sign = HALF_WIDTH.exec(visible)?.[0]
  const space = MISSING_SPACE.exec(visible)?.[0] ?? NEEDLESS_SPACE.exec(visible.replace(/「[^」]*」/g, '「」'))?.[0]
  return [
    ...(words.length ? [`English in a Chinese text: ${words.join(' ')}`] : []),
    ...(characters.length ? [`not Traditional: ${characters.join('')}`] : []),
    ...(sign ? [`half-width punctuation: ${sign}`] : []),
    ...(space ? [`spacing: ${space}`] : []),
    ...(/你/.test(text) ? ['你 instead of 您'] : []),
  ]
}
