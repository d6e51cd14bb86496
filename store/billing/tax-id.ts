import { createRequire } from 'node:module'

const require = createRequire(import.meta.url)

/** How a country's tax ids are checked, by which of the library's rules for it, and written: `prefix` before the bare number, or as the country groups it. */
type Scheme = { by: string; prefix?: string; grouped?: boolean }

/** VAT ids of the European Union, the United Kingdom beside them: the country's letters stand before the number. */
const VAT: Record<string, string> = {
  ...{ AT: 'uid', BE: 'vat', BG: 'vat', CY: 'vat', CZ: 'dic', DE: 'vat', DK: 'cvr', EE: 'kmkr', ES: 'nif', FI: 'alv' },
  ...{ FR: 'tva', GB: 'vat', GR: 'vat', HR: 'oib', HU: 'anum', IE: 'vat', IT: 'iva', LT: 'pvm', LU: 'tva', LV: 'pvn' },
  ...{ MT: 'vat', NL: 'btw', PL: 'nip', PT: 'nif', RO: 'cui', SE: 'vat', SI: 'ddv', SK: 'dph' },
}
/** Greece writes EL. */
const LETTERS: Record<string, string> = { GR: 'EL' }

const OTHERS: Record<string, Scheme> = {
  AU: { by: 'abn', grouped: true },
  BR: { by: 'cnpj', grouped: true },
  CA: { by: 'bn' },
  CH: { by: 'uid', grouped: true },
  CN: { by: 'uscc' },
  ID: { by: 'npwp' },
  IN: { by: 'gstin' },
  IS: { by: 'vsk' },
  JP: { by: 'cn' },
  KR: { by: 'brn', grouped: true },
  MX: { by: 'rfc' },
  NO: { by: 'orgnr' },
  NZ: { by: 'ird' },
  SG: { by: 'uen' },
  TR: { by: 'vkn' },
  US: { by: 'ein', grouped: true },
  VN: { by: 'mst' },
  ZA: { by: 'tin' },
}

/** Of countries whose rule we don't know: letters and digits, some of each thirty. */
const ANY = /^(?=.*\d)[A-Z\d](?:[A-Z\d ./-]{1,28})[A-Z\d]$/

/**
 * A tax id as its country writes it, if it fits that country's rule; undefined: it does not. Nobody is asked whether it
 * was ever given to anybody.
 */
export function taxIdOf(country: string, written: string): string | undefined {
  const told = written.normalize('NFKC').trim().toUpperCase()
  if (told.length > 40) return undefined
  if (country === 'TW') return uniformNumber(told.replace(/[\s-]/g, ''))
  const vat = VAT[country]
  const scheme = vat ? { by: vat, prefix: LETTERS[country] ?? country } : OTHERS[country]
  if (!scheme) return ANY.test(told) ? told.replace(/\s+/g, ' ') : undefined
  return checked(country, scheme, bare(told, country))
}

/** Without what people put before it; XI: Northern Ireland's, of the same numbers as the kingdom's. T: of Japan's invoices. */
function bare(told: string, country: string): string {
  const own = country === 'GB' ? '(?:GB|XI)' : country === 'JP' ? '(?:JP|T)' : (LETTERS[country] ?? country)
  return told.replace(new RegExp(`^(?:${own}|${country})[\\s.-]*(?=[A-Z\\d]{2})`), '')
}

function checked(country: string, { by, prefix = '', grouped = false }: Scheme, told: string): string | undefined {
  // Every country's rules are loaded with it: for whoever gives a tax id, not for every start.
  const { stdnum }: typeof import('stdnum') = require('stdnum')
  const rule = stdnum[country]?.[by]
  if (!rule) throw new RangeError(`the library has no rule ${by} for ${country}`)
  try {
    if (!rule.validate(told).isValid) return undefined
    return prefix + (grouped ? rule.format(told) : rule.compact(told))
  } catch {
    // The library throws on signs that no such id has.
    return undefined
  }
}

const WEIGHTS = [1, 2, 1, 2, 1, 2, 4, 1]

/**
 * Taiwan's 統一編號, by the rule of the Ministry of Finance since 1 April 2023: the digits of the weighted digits add up to
 * a multiple of five (of ten before, so that older numbers fit too); a 7 in the seventh place counts 0 or 1.
 * Ours, since libraries know the rule of before.
 */
function uniformNumber(told: string): string | undefined {
  if (!/^\d{8}$/.test(told)) return undefined
  const sum = WEIGHTS.reduce((all, weight, i) => {
    const product = Number(told[i]) * weight
    return all + Math.floor(product / 10) + (product % 10)
  }, 0)
  return sum % 5 === 0 || (told[6] === '7' && (sum + 1) % 5 === 0) ? told : undefined
}
