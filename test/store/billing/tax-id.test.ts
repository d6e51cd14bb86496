import assert from 'node:assert/strict'
import { taxIdOf } from '../../../store/billing/tax-id.ts'
import { COUNTRIES } from '../../../store/values/country.ts'

/** Published examples of the countries' offices and of the documentation of python-stdnum; as it is written, then as it is kept. */
const GOOD: [country: string, written: string, kept: string][] = [
  ['AT', 'ATU13585627', 'ATU13585627'],
  ['BE', 'BE 0428.759.497', 'BE0428759497'],
  ['BG', 'BG 175 074 752', 'BG175074752'],
  ['CY', 'CY-10259033P', 'CY10259033P'],
  ['CZ', 'CZ 25123891', 'CZ25123891'],
  ['DE', 'DE 136,695 976', 'DE136695976'],
  ['DE', '136695976', 'DE136695976'],
  ['DK', 'DK 13585628', 'DK13585628'],
  ['EE', 'EE 100 931 558', 'EE100931558'],
  ['ES', 'ESB58378431', 'ESB58378431'],
  ['FI', 'FI 20774740', 'FI20774740'],
  ['FR', 'FR 40 303 265 045', 'FR40303265045'],
  ['GR', 'EL 094259216', 'EL094259216'],
  ['GR', 'GR 023456780', 'EL023456780'],
  ['HR', 'HR 33392005961', 'HR33392005961'],
  ['HU', 'HU-12892312', 'HU12892312'],
  ['IE', 'IE 6433435F', 'IE6433435F'],
  ['IT', 'IT 00743110157', 'IT00743110157'],
  ['LT', 'LT 119511515', 'LT119511515'],
  ['LU', 'LU 150 274 42', 'LU15027442'],
  ['LV', 'LV 4000 3521 600', 'LV40003521600'],
  ['MT', 'MT 1167-9112', 'MT11679112'],
  ['NL', 'NL004495445B01', 'NL004495445B01'],
  ['PL', 'PL 8567346215', 'PL8567346215'],
  ['PT', 'PT 501 964 843', 'PT501964843'],
  ['RO', 'RO 185 472 90', 'RO18547290'],
  ['SE', 'SE 123456789701', 'SE123456789701'],
  ['SI', 'SI 5022 3054', 'SI50223054'],
  ['SK', 'SK 202 274 96 19', 'SK2022749619'],
  ['GB', 'GB 980 7806 84', 'GB980780684'],
  ['GB', 'XI 980 7806 84', 'GB980780684'],
  ['CH', 'CHE-100.155.212', 'CHE-100.155.212'],
  ['JP', 'T7000012050002', '7000012050002'],
  ['SG', '00192200M', '00192200M'],
  ['AU', '83 914 571 673', '83 914 571 673'],
  ['IN', '27AAPFU0939F1ZV', '27AAPFU0939F1ZV'],
  ['US', '911144442', '91-1144442'],
  ['TW', '０４５９５２５７', '04595257'],
  ['HK', '12345678-000', '12345678-000'],
]

describe('tax ids', () => {
  for (const [country, written, kept] of GOOD)
    it(`S27: ${country} ${written} fits, and is kept as ${kept}`, () => assert.equal(taxIdOf(country, written), kept))

  it('S27: with one digit changed they don’t fit, wherever the country’s rule has a check digit', () => {
    for (const [country, written] of GOOD.filter(([country]) => !['HK', 'US', 'CY'].includes(country))) {
      const at = written.search(/\d\D*\d\D*\d\D*$/u)
      const digit = Number(written[at]?.normalize('NFKC'))
      const changed = [1, 2, 3].map((more) => written.slice(0, at) + ((digit + more) % 10) + written.slice(at + 1))
      const fits = changed.filter((each) => taxIdOf(country, each) !== undefined)
      // Of Taiwan's, every fifth number fits.
      assert.ok(fits.length === 0 || (country === 'TW' && fits.length < 2), `${country}: ${fits.join(' ')}`)
    }
  })

  it('S27: Taiwan’s fit by the rule of 2023, of which the numbers of before are a part', () => {
    const sums = { before: ['22099131', '04595257', '10458575'], since: ['04595252', '12345676', '10458570'] }
    for (const each of [...sums.before, ...sums.since]) assert.equal(taxIdOf('TW', each), each)
    for (const each of ['0459525', '045952577', 'A4595257', '04595258', '12345678', '']) {
      assert.equal(taxIdOf('TW', each), undefined, each)
    }
  })

  it('S27: the library has a rule for every country that it is asked about', () => {
    for (const country of COUNTRIES) assert.doesNotThrow(() => taxIdOf(country, '12345678'), country)
  })

  it('S27: another country’s, a text and nonsense don’t fit, and nothing throws', () => {
    for (const country of [
      'AT',
      'DE',
      'FR',
      'GB',
      'GR',
      'CH',
      'JP',
      'SG',
      'AU',
      'IN',
      'US',
      'TW',
      'ES',
      'IE',
      'NL',
      'MX',
    ])
      for (const each of [
        '',
        ' ',
        'none',
        '0',
        '１２',
        '😀'.repeat(20),
        'DE\u202e1',
        '9'.repeat(5_000),
        '<b>',
        '../..',
        'ÄÖÜ',
      ])
        assert.equal(taxIdOf(country, each), undefined, `${country} ${each.slice(0, 20)}`)
    assert.equal(taxIdOf('FR', 'DE136695976'), undefined)
    assert.equal(taxIdOf('KE', 'P051365947M'), 'P051365947M')
    assert.equal(taxIdOf('KE', 'no'), undefined)
  })
})
