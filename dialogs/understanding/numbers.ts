const DIGITS = '零一二三四五六七八九'
const ENGLISH =
  'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty'.split(
    ' ',
  )
const ORDINALS = 'zeroth first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth'.split(' ')

/** Pieces of patterns that match a number as people write it, in normalised text. */
export const CHINESE_NUMBER = '[零〇一二兩三四五六七八九十]{1,4}'
export const ENGLISH_ORDINAL = ORDINALS.slice(1).join('|')

/** 12, 十二, 兩, 三十一, two, second; last and 最後 are −1. Undefined if it is none of these. Up to nine digits. */
export function numberOf(word: string): number | undefined {
  if (/^\d{1,9}$/.test(word)) return Number(word)
  const english = ENGLISH.indexOf(word)
  if (english >= 0) return english
  const ordinal = ORDINALS.indexOf(word, 1)
  if (ordinal > 0) return ordinal
  if (word === 'last' || word === '最後') return -1
  return chineseNumber(word.replace('兩', '二').replace('〇', '零'))
}

function chineseNumber(word: string): number | undefined {
  const [, tens = '', ten = '', ones = ''] = /^([一二三四五六七八九]?)(十?)([零一二三四五六七八九]?)$/.exec(word) ?? []
  if (!word || `${tens}${ten}${ones}` !== word || (tens !== '' && ones !== '' && ten === '')) return undefined
  if (ten === '') return DIGITS.indexOf(tens || ones)
  return 10 * (tens === '' ? 1 : DIGITS.indexOf(tens)) + (ones === '' ? 0 : DIGITS.indexOf(ones))
}
