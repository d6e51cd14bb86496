import { Temporal } from 'temporal-polyfill'
import type { Locale } from '../store/values/locale.ts'
import { type Money, minorDigits } from '../store/values/money.ts'

const moneyFormat = kept((locale, currency) => {
  const digits = minorDigits(currency)
  const exactly = { minimumFractionDigits: digits, maximumFractionDigits: digits }
  const format = new Intl.NumberFormat(locale, { style: 'currency', currency, currencyDisplay: 'code', ...exactly })
  return { format, digits }
})
const dateFormat = kept((locale, timeZone) => new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeZone }))
const momentFormat = kept(
  (locale, timeZone) => new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short', timeZone }),
)
const rateFormat = kept(
  (locale, style: 'percent') => new Intl.NumberFormat(locale, { style, maximumFractionDigits: 2 }),
)
const countryNames = kept((locale, type: 'region') => new Intl.DisplayNames(locale, { type }))
const zoneFormat = kept(
  (locale, timeZone) => new Intl.DateTimeFormat(locale, { timeZone, timeZoneName: 'longGeneric' }),
)
const zoneOffsetFormat = kept((locale, timeZone) => new Intl.DateTimeFormat(locale, { timeZone, timeZoneName: 'long' }))

/** Money with its ISO code, because a bare $ means two currencies to two people: "USD 475.00". */
export function formatMoney({ amount, currency }: Money, locale: Locale): string {
  const { format, digits } = moneyFormat(locale, currency)
  return format.format(amount / 10 ** digits).replaceAll('\u00a0', ' ')
}

/** An amount alone, as it is typed: "475.00", "1234", "0.005". */
export function plainAmount({ amount, currency }: Money): string {
  const digits = minorDigits(currency)
  const all = String(amount).padStart(digits + 1, '0')
  return digits === 0 ? all : `${all.slice(0, -digits)}.${all.slice(-digits)}`
}

/** A civil date, long: "November 23, 2027", "2027 年 11 月 23 日". It is the same day for every viewer (S12). */
export function formatDate(date: string, locale: Locale): string {
  const { year, month, day } = Temporal.PlainDate.from(date)
  return spaced(dateFormat(locale, 'UTC').format(Date.UTC(year, month - 1, day)))
}

/** The end of a card's validity, as cards print it: "12/2030", "2030/12". `expires` is YYYY-MM. */
export function formatExpiry(expires: string, locale: Locale): string {
  const [year = '', month = ''] = expires.split('-')
  return locale === 'zh-TW' ? `${year}/${month}` : `${month}/${year}`
}

/** A moment as the clock on the wall of a zone shows it: "Nov 23, 2026, 4:00 PM". `at`: an instant as stored. */
export function formatMoment(at: string, zone: string, locale: Locale): string {
  return spaced(momentFormat(locale, zone).format(Date.parse(at))).replaceAll('\u202f', ' ')
}

/** A rate of tax; `rate` in hundredths of a percent: 2000 is "20%". */
export function formatRate(rate: number, locale: Locale): string {
  return rateFormat(locale, 'percent').format(rate / 10_000)
}

export function formatCountry(country: string, locale: Locale): string {
  return countryNames(locale, 'region').of(country) ?? country
}

/**
 * A zone in words, with its id, which is what gets stored: "United Kingdom Time (Europe/London)", in summer and winter alike.
 * Zones change their names and offsets: it is called what it is called at `now`, an instant as stored.
 */
export function formatZone(zone: string, locale: Locale, now: string): string {
  const all = nameOf(zoneFormat(locale, zone), now) ?? zone
  // Some have no name but for what the clock shows now.
  const name = /^(?:GMT|UTC)[+-]/.test(all) ? (nameOf(zoneOffsetFormat(locale, zone), now) ?? all) : all
  return locale === 'zh-TW' ? `${name}（${zone}）` : `${name} (${zone})`
}

function nameOf(format: Intl.DateTimeFormat, now: string): string | undefined {
  return format.formatToParts(Date.parse(now)).find((each) => each.type === 'timeZoneName')?.value
}

/** With the spaces that stand between Chinese characters and digits, and that Intl leaves out. */
function spaced(said: string): string {
  return said.replace(/(?<=\d)(?=\p{Script=Han})|(?<=\p{Script=Han})(?=\d)/gu, ' ')
}

/**
 * Building one of Intl's formats costs some twenty times its use, so each is built once; of zones, which are people's to
 * name, only so many are kept, those that were used last.
 */
function kept<F, Of extends string = string>(build: (locale: Locale, of: Of) => F, most = 50): typeof build {
  const formats = new Map<string, F>()
  return (locale, of) => {
    const key = `${locale} ${of}`
    const format = formats.get(key) ?? build(locale, of)
    formats.delete(key)
    formats.set(key, format)
    const [oldest = ''] = formats.keys()
    if (formats.size > most) formats.delete(oldest)
    return format
  }
}
