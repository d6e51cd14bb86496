import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { Database } from '../../../store/collection.ts'
import { FolderInUseError } from '../../../store/collection.ts'
import { openInFolder } from '../../../store/embedded/database.ts'

const DATABASE = pathToFileURL(join(import.meta.dirname, '../../../store/embedded/database.ts'))

describe('a folder with a database', () => {
  let folder: string
  let database: Database
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'one-process-'))
    database = await openInFolder(folder)
  })
  afterEach(async () => {
    await database.close()
    await rm(folder, { recursive: true, force: true })
  })

  it('is refused to a second process, in one sentence that names it', () => {
    const script = `const { openInFolder } = await import('${DATABASE}')
      await openInFolder(process.argv[1]).catch((error) => console.log(error.name + ': ' + error.message))`
    const args = ['--import', 'tsx', '--input-type=module', '--eval', script, folder]
    const { stdout, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8', timeout: 15_000 })
    assert.equal(stderr, '')
    assert.match(stdout, /^FolderInUseError: The folder \S+ is in use by another process[^.]*\.\n$/)
    assert.ok(stdout.includes(folder))
  })

  it('is refused to the same process too, and free once it is closed', async () => {
    await assert.rejects(openInFolder(folder), FolderInUseError)
    await database.ready()
    await database.close()
    database = await openInFolder(folder)
    await database.ready()
  })
})
