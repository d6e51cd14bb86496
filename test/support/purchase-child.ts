import { openDatabase } from '../../store/open-database.ts'
import { openStage } from './conversation.ts'
import { dyingDatabase } from './dying-database.ts'

/** A process that buys Action Pack on disk and is killed -9 at one of its writes: `folder bank-folder write before|after`. */
const [folder = '', bankFolder = '', at = '0', when = 'after'] = process.argv.slice(2)
const [inner, bank] = await Promise.all([openDatabase({ folder }), openDatabase({ folder: bankFolder })])
const dying = dyingDatabase(inner, () => process.kill(process.pid, 'SIGKILL'))
const stage = await openStage({ database: dying.database, bank })
const person = stage.person()
await person.toReview()
process.stdout.write(`${JSON.stringify(person.find('Purchase').data)}\n`)
dying.dieAt(Number(at), when === 'after')
await person.press('Purchase')
process.stdout.write('survived\n')
await Promise.all([inner.close(), bank.close()])
process.exit(0)
