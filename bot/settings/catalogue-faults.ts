import { CatalogueError, readCatalogue } from '../../store/catalogue/read-catalogue.ts'
import type { Settings } from './settings.ts'

/** What is wrong with the operator's own catalogue, as a line for the list of faults; its places stand under it. */
export function catalogueFaults({ CATALOGUE: file }: Settings): string[] {
  if (file === undefined) return []
  try {
    readCatalogue(file)
    return []
  } catch (error) {
    if (!(error instanceof CatalogueError)) throw error
    return [`CATALOGUE: the catalogue can't be used: ${error.message.replaceAll('\n', '\n  ')}`]
  }
}
