import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { built } from './build.ts'
import { HANGS_MS } from './hangs.ts'

describe('watchdog', () => {
  it('ends a process that no longer turns its loop, and says at what it was', async () => {
    const child = await built('test/support/stuck-child.ts')
    const { signal, stderr } = spawnSync(process.execPath, [child], { encoding: 'utf8', timeout: HANGS_MS })
    assert.match(stderr, /does not come to an end.*: a test that turns for ever/)
    assert.equal(signal, 'SIGKILL')
  })
})
