import { readSeller, SellerError } from '../../store/billing/read-seller.ts'
import { CatalogueError, readCatalogue } from '../../store/catalogue/read-catalogue.ts'
import type { Settings } from './settings.ts'

/** What is wrong with the files that the settings name, each a line for the list of faults, its places under it (F16). */
export function fileFaults({ CATALOGUE: catalogue, SELLER: seller }: Settings): string[] {
  return [
    ...(catalogue ? faultOf(() => readCatalogue(catalogue)) : []),
    ...(seller ? faultOf(() => readSeller(seller)) : []),
  ]
}

function faultOf(read: () => unknown): string[] {
  try {
    read()
    return []
  } catch (error) {
    const fault = fileFault(error)
    if (fault === undefined) throw error
    return [fault.replaceAll('\n', '\n  ')]
  }
}

/** With the setting that names the file; undefined: it is no file's fault. */
export function fileFault(error: unknown): string | undefined {
  if (error instanceof CatalogueError) return `CATALOGUE: the catalogue can't be used: ${error.message}`
  if (error instanceof SellerError) return `SELLER: the seller can't be used: ${error.message}`
  return undefined
}
