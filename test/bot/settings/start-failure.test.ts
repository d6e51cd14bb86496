import assert from 'node:assert/strict'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { readConfig } from '../../../bot/settings/config.ts'
import { explainStartFailure } from '../../../bot/settings/start-failure.ts'
import { readCatalogue } from '../../../store/catalogue/read-catalogue.ts'

describe('what a start fails on', () => {
  it('F16: a currency whose minor unit we don’t know is refused, its places and the setting named', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'catalogue-'))
    const file = join(folder, 'catalogue.json')
    const { markets: _markets, offers, ...rest } = readCatalogue()
    const [network, bought, ...others] = offers
    const priced = { ...bought, prices: { USD: 47_500, XYZ: 100 } }
    await writeFile(
      file,
      JSON.stringify({ ...rest, markets: [{ country: 'US', currency: 'usd' }], offers: [network, priced, ...others] }),
    )
    let said = ''
    try {
      readCatalogue(file)
    } catch (error) {
      said = explainStartFailure(error, readConfig({}, ['--local']))
    } finally {
      await rm(folder, { recursive: true })
    }
    assert.match(said, /^CATALOGUE: /)
    assert.match(said, /^- markets\.0\.currency: is no currency of ISO 4217/m)
    assert.match(said, /^- offers\.1\.prices\.XYZ: /m)
  })
})
