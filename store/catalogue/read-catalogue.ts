import { readFileSync } from 'node:fs'
import { ZodError } from 'zod'
import { EncodingError, textOf } from '../values/file-text.ts'
import { type Catalogue, catalogue } from './offer.ts'

/** The catalogue can't be used. The message names each place in it that is wrong. */
export class CatalogueError extends Error {
  override name = 'CatalogueError'
}

/** Reads a catalogue file, or the shipped one with its sample prices. Throws CatalogueError. */
export function readCatalogue(file?: string): Catalogue {
  try {
    const bytes = readFileSync(file ?? new URL('./catalogue.json', import.meta.url))
    return catalogue.parse(JSON.parse(textOf(bytes)))
  } catch (error) {
    throw new CatalogueError(whyNot(error))
  }
}

function whyNot(error: unknown): string {
  if (error instanceof ZodError) return faults(error)
  if (error instanceof EncodingError) return error.message
  return error instanceof SyntaxError ? 'it is not JSON' : 'it is missing, or can not be read'
}

function faults({ issues }: ZodError): string {
  const shown = issues.slice(0, 20).map((each) => `- ${each.path.join('.')}: ${each.message}`)
  return ['these places are wrong:', ...shown].join('\n')
}
