import { readFileSync } from 'node:fs'
import { ZodError } from 'zod'
import { EncodingError, textOf } from '../values/file-text.ts'
import { type Seller, seller } from './seller.ts'

/** The seller's file can't be used. The message names each place in it that is wrong, and no value. */
export class SellerError extends Error {
  override name = 'SellerError'
}

/** Reads a seller's file, or the shipped sample. Throws SellerError. */
export function readSeller(file?: string): Seller {
  try {
    const bytes = readFileSync(file ?? new URL('./sample-seller.json', import.meta.url))
    return seller.parse(JSON.parse(textOf(bytes)))
  } catch (error) {
    throw new SellerError(whyNot(error))
  }
}

function whyNot(error: unknown): string {
  if (error instanceof ZodError) return faults(error)
  if (error instanceof EncodingError) return error.message
  return error instanceof SyntaxError ? 'it is not JSON' : 'it is missing, or can not be read'
}

function faults({ issues }: ZodError): string {
  const shown = issues.slice(0, 20).map((each) => `- ${each.path.join('.') || 'the file'}: ${each.message}`)
  return ['these places are wrong:', ...shown].join('\n')
}
