import { readDataFile, whyUnusable } from '../values/data-file.ts'
import { type Seller, seller } from './seller.ts'

/** The seller's file can't be used. The message names each place in it that is wrong, and no value. */
export class SellerError extends Error {
  override name = 'SellerError'
}

/** Reads a seller's file, or the shipped sample. Throws SellerError. */
export function readSeller(file?: string): Seller {
  try {
    return readDataFile(seller, file ?? new URL('./sample-seller.json', import.meta.url))
  } catch (error) {
    throw new SellerError(whyUnusable(error))
  }
}
