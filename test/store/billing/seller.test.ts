import assert from 'node:assert/strict'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ConfigError, readConfig } from '../../../bot/settings/config.ts'
import { fileFaults } from '../../../bot/settings/file-faults.ts'
import { readSeller } from '../../../store/billing/read-seller.ts'
import { sellerOne } from '../../support/seller.ts'

async function complaint(change: object): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'seller-'))
  const file = join(folder, 'seller.json')
  try {
    await writeFile(file, JSON.stringify({ ...sellerOne(), ...change }))
    return saidAtStart({ SELLER: file })
  } finally {
    await rm(folder, { recursive: true })
  }
}

function saidAtStart(env: Record<string, string>): string {
  try {
    readConfig(env, ['--local'], fileFaults)
    return ''
  } catch (error) {
    assert.ok(error instanceof ConfigError)
    return error.message
  }
}

describe('the seller’s file', () => {
  it('F16, S27: all its faults are named together, with their places and no value', async () => {
    const said = await complaint({
      id: 'lower-secret',
      address: [],
      country: 'XX',
      zone: 'Mars/Olympus',
      pricesIncludeTax: 'yes',
      wholeUnits: ['XYZ'],
      taxes: [{ countries: ['DE', 'QQ'], treatment: 'taxed', rate: 19.5, label: { en: 'VAT' } }],
      extra: 1,
    })
    for (const place of ['id', 'address', 'country', 'zone', 'pricesIncludeTax', 'wholeUnits.0'])
      assert.match(said, new RegExp(`^ {2}- ${place}: `, 'm'), said)
    for (const place of ['taxes.0.countries.1', 'taxes.0.rate', 'taxes.0.label.zh-TW', 'the file'])
      assert.match(said, new RegExp(`^ {2}- ${place}: `, 'm'), said)
    assert.match(said, /^- SELLER: /m)
    assert.doesNotMatch(said, /lower-secret|Olympus/)
  })

  it('F16, S27: a table that contradicts itself, or says half of something, is refused', async () => {
    const label = { en: 'VAT', 'zh-TW': '增值稅' }
    const said = await complaint({
      taxes: [
        { countries: ['DE'], treatment: 'taxed', rate: 1_900, label },
        { countries: ['DE', 'AT'], buyers: 'business', treatment: 'reverse-charge', label },
        { countries: ['FR'], buyers: 'others', treatment: 'exempt', rate: 100, label },
      ],
    })
    assert.match(said, /^ {2}- taxes\.1: reverse-charge: needs its sentence/m)
    assert.match(said, /^ {2}- taxes\.2: exempt: has no rate/m)
    for (const country of ['DE', 'AT', 'FR'])
      assert.match(said, new RegExp(`^ {2}- taxes: ${country}: needs either`, 'm'))
    assert.equal(await complaint({}), '')
  })

  it('F16: a file that is missing is named, and with it what is wrong with another file', () => {
    const said = saidAtStart({ SELLER: '/nowhere/seller.json', CATALOGUE: '/nowhere/catalogue.json', PORT: 'x' })
    for (const name of ['SELLER', 'CATALOGUE', 'PORT']) assert.match(said, new RegExp(`^- ${name}: `, 'm'))
  })

  it('is a sample where none is named, which says so', () => {
    const sample = readSeller()
    assert.ok(sample.sample && sample.name.includes('trying only'))
  })
})
