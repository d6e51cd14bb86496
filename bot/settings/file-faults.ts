import { readSeller, SellerError } from '../../store/billing/read-seller.ts'
import { CatalogueError, readCatalogue } from '../../store/catalogue/read-catalogue.ts'
import type { Retries } from '../../store/subscriptions/automatic-renewal.ts'
import type { Settings } from './settings.ts'

/** What is wrong with the files that the settings name, each a line for the list of faults, its places under it (F16). */
export function fileFaults({ CATALOGUE: catalogue, SELLER: seller, RENEWAL_RETRY_DAYS: retries }: Settings): string[] {
  return [
    ...(catalogue ? faultOf(() => readCatalogue(catalogue)) : []),
    ...(retries ? daysFaults(retries, catalogue) : []),
    ...(seller ? faultOf(() => readSeller(seller)) : []),
  ]
}

/** What is tried after grace is over would be tried never. A catalogue that can't be read is somebody else's line. */
function daysFaults(retries: Retries, catalogue: string | undefined): string[] {
  try {
    const { graceDays } = readCatalogue(catalogue)
    const late = retries.filter((day) => day !== 'last' && day >= graceDays)
    if (late.length === 0) return []
    return [
      `RENEWAL_RETRY_DAYS: ${late.join(', ')}: grace ends after ${graceDays} days, so ${graceDays - 1} is the last one`,
    ]
  } catch (error) {
    if (fileFault(error) === undefined) throw error
    return []
  }
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
