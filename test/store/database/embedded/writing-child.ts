import { writeSync } from 'node:fs'
import { openInFolder } from '../../../../store/database/embedded/database.ts'
import { apply, type Entry, opsOf } from './workload.ts'

/**
 * A process that writes until it is killed: `writing-child folder seed writers`. Each line that it prints is one
 * acknowledged write, or that the database takes none now.
 */
const [folder = '', seed = '', writers = ''] = process.argv.slice(2)
const database = await openInFolder(folder)
const entries = database.collection<Entry>('entries')

async function writeOn(writer: number): Promise<void> {
  for (const op of opsOf(Number(seed), writer)) {
    await apply(entries, op)
    writeSync(1, `${writer}\n`)
  }
}

await Promise.all(Array.from({ length: Number(writers) }, (_, writer) => writeOn(writer)))
