import { crc32 } from 'node:zlib'
import type { Step } from './level.ts'

/** Stands between a document and its checksum; JSON holds it nowhere, but escaped. */
const MARK = '\t'

/** The document's text with its checksum, which is its place's too. */
export function withChecksum(key: string, json: string): string {
  return `${json}${MARK}${hex(sumOf(key, json))}`
}

/** The document's text; `isOld`: kept before there were checksums. undefined: it is not what was written. */
export function checked(key: string, value: string): { json: string; isOld: boolean } | undefined {
  const [json = '', sum] = value.split(MARK, 2)
  if (sum !== undefined && value !== withChecksum(key, json)) return undefined
  return { json, isOld: sum === undefined }
}

/** How many documents there are and what their sums make together: one that is lost shows. */
export function openTally() {
  const sums = new Map<string, number>()
  let total = 0

  return {
    text: () => textOf(sums.size, total),

    /** As `text` will be once the step is taken. */
    after(step: Step): string {
      const [before, sum] = [sums.get(step.key), sumIn(step)]
      const more = (sum === undefined ? 0 : 1) - (before === undefined ? 0 : 1)
      return textOf(sums.size + more, total - (before ?? 0) + (sum ?? 0))
    },

    take(step: Step): void {
      const sum = sumIn(step)
      total += (sum ?? 0) - (sums.get(step.key) ?? 0)
      if (sum === undefined) sums.delete(step.key)
      else sums.set(step.key, sum)
    },
  }
}

function sumIn(step: Step): number | undefined {
  return step.type === 'put' ? sumOf(step.key, step.value.split(MARK, 1)[0] ?? '') : undefined
}

/** A sum of a hundred thousand documents is an exact number still. */
function textOf(count: number, total: number): string {
  return `${count} ${hex(total)}`
}

function sumOf(key: string, json: string): number {
  return crc32(`${key}\n${json}`)
}

function hex(sum: number): string {
  return sum.toString(16).padStart(8, '0')
}
