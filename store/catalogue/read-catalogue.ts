import { readFileSync } from 'node:fs'
import { ZodError } from 'zod'
import { type Catalogue, catalogue } from './offer.ts'

/** The catalogue can't be used. The message names each place in it that is wrong. */
export class CatalogueError extends Error {
  override name = 'CatalogueError'
}

/** Reads a catalogue file, or the shipped one with its sample prices. Throws CatalogueError. */
export function readCatalogue(file?: string): Catalogue {
  try {
    const json = readFileSync(file ?? new URL('./catalogue.json', import.meta.url), 'utf8')
    return catalogue.parse(JSON.parse(json))
  } catch (error) {
    throw new CatalogueError(error instanceof ZodError ? faults(error) : 'it is missing, or it is not JSON')
  }
}

function faults({ issues }: ZodError): string {
  const shown = issues.slice(0, 20).map((each) => `- ${each.path.join('.')}: ${each.message}`)
  return ['these places are wrong:', ...shown].join('\n')
}
