import { knownWords } from './lexicon.ts'

/** Longest scrubbed text that is kept, in characters. */
const KEPT = 200
/** Longest text that is looked at: what lies beyond would be cut anyway. */
const LOOKED_AT = 1000

const SURNAME =
  '陳林黃張李王吳劉蔡楊許鄭謝洪郭邱曾廖賴徐周葉蘇莊呂江何蕭羅高潘簡朱鍾彭游詹胡施沈余盧梁趙顏柯翁魏孫戴范方宋鄧杜傅侯曹薛丁卓馬董溫藍石蔣唐'

/** What says who or where somebody is, and what stands for it afterwards; in this order. */
const PERSONAL: [RegExp, string][] = [
  [/[\p{Cf}\p{Cs}\p{Cc}]+/gu, ' '],
  [/\b(?:https?|ftp|file|mailto|tel):\S*|\bwww\.\S+/gi, '[link]'],
  [/[^\s@<>(),。、]{1,64}@[^\s@<>(),。、]{1,128}/gu, '[address]'],
  [/@\S+/gu, '[name]'],
  [/\b[a-z\d-]{1,63}(?:\.[a-z\d-]{1,63}){0,4}\.[a-z]{2,10}\b(?:\/\S*)?/giu, '[link]'],
  [/"[^"]*"|“[^”]*”|「[^」]*」|『[^』]*』/gu, '[quote]'],
  [/[\p{L}\p{N}_-]{0,40}\p{N}[\p{L}\p{N}_-]{0,40}(?:[ .,:/+()-]{1,3}\p{N}[\p{N}\p{L}_-]{0,40})*/gu, '[number]'],
  [/[零〇一二三四五六七八九]{5,}/gu, '[number]'],
  [/\p{Script=Han}{2,12}(?:股份)?有限公司/gu, '[name]'],
  [/(我叫|名字是|姓名)[是: ]?\p{Script=Han}{2,4}(?=[,。.!? ]|$)/gu, '$1[name]'],
  [new RegExp(`[${SURNAME}]\\p{Script=Han}{0,2}(先生|小姐|女士|太太|博士|經理|主任|老師|董事長)`, 'gu'), '[name]$1'],
  [/\b(my name is|name's|call me|mrs?\.?|ms\.?|dr\.?|prof\.?) +[\p{L}'-]+(?: +\p{Lu}[\p{L}'-]+)*/giu, '$1 [name]'],
]

/**
 * A sentence that was not understood, for the operator to learn from, with what could say whose it is replaced:
 * addresses, links, numbers, what is quoted, names (English words with a capital, Chinese ones with a title or after
 * "I am called"). What is left is the wording. A name typed in small letters looks like any word and stays.
 */
export function scrub(text: string): string {
  let scrubbed = text.slice(0, LOOKED_AT).normalize('NFKC').slice(0, LOOKED_AT)
  for (const [pattern, instead] of PERSONAL) scrubbed = scrubbed.replace(pattern, instead)
  const shouted = scrubbed === scrubbed.toUpperCase()
  scrubbed = scrubbed
    .replace(/(?<!\p{L})\p{Lu}[\p{L}\p{M}'’-]+/gu, (word, at: number, whole: string) =>
      mayStay(word, shouted || opensSentence(whole, at)) ? word : '[name]',
    )
    .replace(/\[name\](?:[ ,]+\[name\])+/g, '[name]')
    .replace(/\s+/g, ' ')
  return Array.from(scrubbed.trim()).slice(0, KEPT).join('')
}

/** Words of our own subject that are written with a capital: no names of people. */
const OURS = new Set(
  `action pack silver gold network partner center azure office windows visual studio dynamics crm enterprise mobility suite
   microsoft teams english chinese mandarin traditional pdf iso vat visa mastercard amex ok faq id usd eur twd gbp jpy`.split(
    /\s+/,
  ),
)

function mayStay(word: string, anyWordHasCapital: boolean): boolean {
  const plain = word.replace(/['’-]/g, '').toLowerCase()
  return OURS.has(plain) || (anyWordHasCapital && knownWords.has(plain))
}

const opensSentence = (whole: string, at: number): boolean =>
  /(?:^|[.!?。]\s*)$/u.test(whole.slice(Math.max(0, at - 4), at))
