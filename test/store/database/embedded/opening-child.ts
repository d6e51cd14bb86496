import { openInFolder } from '../../../../store/database/embedded/database.ts'

/** A second process that opens a folder, and prints the error that it is given: `opening-child folder`. */
const [folder = ''] = process.argv.slice(2)
await openInFolder(folder).catch((error) => console.log(`${error.name}: ${error.message}`))
