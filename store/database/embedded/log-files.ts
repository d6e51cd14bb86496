import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { FolderDamagedError } from '../collection.ts'

/** Of LevelDB's log format (doc/log_format.md): records in blocks, each behind its checksum, its length and its kind. */
const BLOCK = 32_768
const HEADER = 7
/** Zeros: room that was set aside and never written. */
const UNUSED = 0
const LAST_KIND = 4

/**
 * LevelDB passes over what does not fit its checksum in a log, and forgets it by opening: so the logs are read through
 * before. Throws FolderDamagedError, with nothing changed. What a kill has cut off at the end of a log is no damage.
 */
export async function assertWholeLogs(folder: string): Promise<void> {
  const names = await readdir(folder).catch(() => [])
  for (const name of names.filter((each) => each.endsWith('.log') || each.startsWith('MANIFEST-'))) {
    const bytes = await readFile(join(folder, name)).catch(() => undefined)
    const at = bytes && damageIn(bytes)
    if (at !== undefined)
      throw new FolderDamagedError(folder, `${name} is not what was written, from byte ${at} on or before`)
  }
}

/** Where the first record stands that is not as it was written; undefined: all are. */
function damageIn(log: Buffer): number | undefined {
  for (let start = 0; start < log.length; start += BLOCK) {
    const block = log.subarray(start, start + BLOCK)
    const found = damageInBlock(block, start + BLOCK >= log.length)
    if (found !== undefined) return start + found
  }
  return undefined
}

function damageInBlock(block: Buffer, isLast: boolean): number | undefined {
  let at = 0
  while (at + HEADER <= block.length) {
    const size = block.readUInt16LE(at + 4)
    if (block[at + 6] === UNUSED && size === 0) return undefined
    const end = at + HEADER + size
    if (end > block.length) return isLast && isTorn(block, at) ? undefined : at
    if (!isWhole(block, at, end)) return at
    at = end
  }
  return undefined
}

/** A kill leaves the beginning of one record, and nothing behind it: else its length is what was damaged. */
function isTorn(block: Buffer, at: number): boolean {
  for (let end = at + HEADER + 1; end <= block.length; end++) {
    const hasFollower = end + HEADER <= block.length && isWhole(block, end, end + HEADER + block.readUInt16LE(end + 4))
    if (hasFollower || (end === block.length && isWhole(block, at, end))) return false
  }
  return true
}

function isWhole(block: Buffer, at: number, end: number): boolean {
  const kind = block[at + 6] ?? UNUSED
  if (kind === UNUSED || kind > LAST_KIND || end > block.length) return false
  return masked(crc32c(block, at + 6, end)) === block.readUInt32LE(at)
}

/** LevelDB keeps a checksum turned round and shifted, since it may stand in checksummed bytes itself. */
function masked(crc: number): number {
  return (((crc >>> 15) | (crc << 17)) + 0xa282ead8) >>> 0
}

const TABLE = Uint32Array.from({ length: 256 }, (_, byte) => {
  let crc = byte
  for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >>> 1) ^ 0x82f63b78 : crc >>> 1
  return crc
})

/** Castagnoli's, which Node's own zlib hasn't. */
function crc32c(bytes: Buffer, from: number, to: number): number {
  let crc = 0xffffffff
  for (let i = from; i < to; i++) crc = (TABLE[(crc ^ (bytes[i] ?? 0)) & 0xff] ?? 0) ^ (crc >>> 8)
  return (crc ^ 0xffffffff) >>> 0
}
