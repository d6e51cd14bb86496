import { readFile, stat } from 'node:fs/promises'
import type { ZodType } from 'zod'
import { again } from '../../store/database/again.ts'
import { EncodingError, textOf } from '../../store/values/file-text.ts'
import { type AdminParts, UsageError } from './verb.ts'

/** What became of one record. `why` names no value of it. */
export type Outcome = { is: 'added' | 'changed' | 'known' } | { is: 'refused'; why: string }

const LARGEST_FILE = 64 * 1024 * 1024
const PROGRESS_EACH = 500
const MOST_REFUSALS_SHOWN = 100

/**
 * Imports a file: a JSON array of records, each taken as a whole or not at all. A file that doesn't parse changes
 * nothing; a record that doesn't fit is refused, and the others go in; whatever happens in the middle, running it again
 * completes it, because what is there already is left as it is. Exit code 1 if anything was refused.
 */
export async function importFile<T>(
  { out, dryRun }: Pick<AdminParts, 'out' | 'dryRun'>,
  file: string | undefined,
  record: ZodType<T>,
  take: (record: T) => Promise<Outcome>,
): Promise<0 | 1> {
  const records = await readRecords(file)
  const counts = { added: 0, changed: 0, known: 0, refused: 0 }
  for (const [i, each] of records.entries()) {
    const read = record.safeParse(each)
    const outcome = read.success ? await again(() => take(read.data)) : refusedBy(read.error.issues)
    counts[outcome.is] += 1
    if (outcome.is === 'refused' && counts.refused <= MOST_REFUSALS_SHOWN) out(`Record ${i + 1}: ${outcome.why}`)
    if ((i + 1) % PROGRESS_EACH === 0) out(`${i + 1} of ${records.length} …`)
  }
  const { added, changed, known, refused } = counts
  const more = refused - MOST_REFUSALS_SHOWN
  if (more > 0) out(`and ${more} more refused`)
  out(
    `${added} added, ${changed} changed, ${known} there already, ${refused} refused.${dryRun ? ' Dry run: nothing was written.' : ''}`,
  )
  return refused > 0 ? 1 : 0
}

async function readRecords(file: string | undefined): Promise<unknown[]> {
  if (!file) throw new UsageError('Which file?')
  const text = await readText(file)
  try {
    const parsed: unknown = JSON.parse(text)
    if (Array.isArray(parsed)) return parsed
  } catch {
    throw new UsageError(`${file} is broken: it isn't whole JSON. Nothing was imported.`)
  }
  throw new UsageError(`${file} holds no JSON array. Nothing was imported.`)
}

async function readText(file: string): Promise<string> {
  try {
    if ((await stat(file)).size <= LARGEST_FILE) return textOf(await readFile(file))
  } catch (error) {
    if (error instanceof EncodingError)
      throw new UsageError(`${file} can't be read: ${error.message}. Nothing was imported.`)
    throw new UsageError(`${file} can't be read.`)
  }
  throw new UsageError(`${file} is larger than 64 MB: split it.`)
}

/** Where a record doesn't fit, and how; never with what stands there. */
function refusedBy(issues: { path: PropertyKey[]; message: string }[]): Outcome {
  const faults = issues
    .slice(0, 5)
    .map(({ path, message }) => `${path.map(String).join('.') || 'the record'}: ${message}`)
  return { is: 'refused', why: faults.join('; ') }
}
