import { readDataFile, whyUnusable } from '../values/data-file.ts'
import { type Catalogue, catalogue } from './offer.ts'

/** The catalogue can't be used. The message names each place in it that is wrong. */
export class CatalogueError extends Error {
  override name = 'CatalogueError'
}

/** Reads a catalogue file, or the shipped one with its sample prices. Throws CatalogueError. */
export function readCatalogue(file?: string): Catalogue {
  try {
    return readDataFile(catalogue, file ?? new URL('./catalogue.json', import.meta.url))
  } catch (error) {
    throw new CatalogueError(whyUnusable(error))
  }
}
