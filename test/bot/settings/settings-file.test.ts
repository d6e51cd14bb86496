import assert from 'node:assert/strict'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ConfigError } from '../../../bot/settings/config.ts'
import { fileFaults } from '../../../bot/settings/file-faults.ts'
import { loadSettingsFile } from '../../../bot/settings/settings-file.ts'
import { readCatalogue } from '../../../store/catalogue/read-catalogue.ts'

const LINES = '# ours\nPORT=4100\nDATA_DIR="./our data"\n'

describe('the files that an operator writes', () => {
  let folder: string
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'files-'))
  })
  afterEach(() => rm(folder, { recursive: true }))

  const written = async (name: string, bytes: string | Buffer) => {
    await writeFile(join(folder, name), bytes)
    return join(folder, name)
  }

  for (const [how, bytes] of [
    ['UTF-8', Buffer.from(LINES)],
    ['UTF-8 with a mark, its first line a setting', Buffer.from(`\ufeff${LINES.slice(7)}`)],
    ['UTF-16, as PowerShell writes it', Buffer.from(`\ufeff${LINES.replaceAll('\n', '\r\n')}`, 'utf16le')],
  ] as const)
    it(`settings are read from ${how}; what is set already wins`, async () => {
      const env: Record<string, string | undefined> = { PORT: '5', HOME: '/' }
      loadSettingsFile(await written('.env', bytes), env)
      assert.deepEqual(env, { PORT: '5', HOME: '/', DATA_DIR: './our data' })
      const empty: Record<string, string | undefined> = {}
      loadSettingsFile(join(folder, '.env'), empty)
      assert.equal(empty.PORT, '4100')
    })

  it('settings that aren’t there are none; in another encoding they are named', async () => {
    const env = {}
    loadSettingsFile(join(folder, 'none'), env)
    assert.deepEqual(env, {})
    const file = await written('.env', Buffer.from('PUBLIC_URL=https://müller.example\n', 'latin1'))
    assert.throws(
      () => loadSettingsFile(file, env),
      (error) => error instanceof ConfigError && error.message.includes(`- ${file}: it is not in UTF-8`),
    )
    assert.throws(() => loadSettingsFile(folder, env), ConfigError)
  })

  for (const encoding of ['utf8', 'utf16le'] as const)
    it(`a catalogue is read from ${encoding} with its mark`, async () => {
      const shipped = readCatalogue()
      const file = await written('ours.json', Buffer.from(`\ufeff${JSON.stringify(shipped)}`, encoding))
      assert.deepEqual(readCatalogue(file), shipped)
      assert.deepEqual(fileFaults({ CATALOGUE: file }), [])
    })

  it('F16: what is wrong with a catalogue is one of the faults, its places under it', async () => {
    assert.deepEqual(fileFaults({}), [])
    for (const [bytes, says] of [
      ['{"offers":', /^CATALOGUE: .*it is not JSON$/],
      [Buffer.from('{"a":"ü"}', 'latin1'), /^CATALOGUE: .*not in UTF-8/],
      ['{}', /^CATALOGUE: .*these places are wrong:\n {2}- /],
    ] as const) {
      const [fault = '', ...others] = fileFaults({ CATALOGUE: await written('ours.json', bytes) })
      assert.match(fault, says)
      assert.deepEqual(others, [])
    }
    assert.match(fileFaults({ CATALOGUE: join(folder, 'none.json') }).join(), /it is missing/)
  })
})
