import { readFileSync } from 'node:fs'
import { type Catalogue, catalogue } from './offer.ts'

/** Reads a catalogue file, or the shipped one with its sample prices. Throws with the place of each fault in it. */
export function readCatalogue(file?: string): Catalogue {
  const json = readFileSync(file ?? new URL('./catalogue.json', import.meta.url), 'utf8')
  return catalogue.parse(JSON.parse(json))
}
