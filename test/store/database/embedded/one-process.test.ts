import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Database } from '../../../../store/database/collection.ts'
import { FolderInUseError } from '../../../../store/database/collection.ts'
import { openInFolder } from '../../../../store/database/embedded/database.ts'
import { built } from '../../../support/build.ts'
import { HANGS_MS } from '../../../support/hangs.ts'

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

  it('is refused to a second process, in one sentence that names it', async () => {
    const child = await built(new URL('./opening-child.ts', import.meta.url))
    const { stdout, stderr } = spawnSync(process.execPath, [child, folder], { encoding: 'utf8', timeout: HANGS_MS })
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
