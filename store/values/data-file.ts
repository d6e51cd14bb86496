import { readFileSync } from 'node:fs'
import { ZodError, type z } from 'zod'
import { EncodingError, textOf } from './file-text.ts'

/** Places that are named at the most. */
const SHOWN = 20

/** What an operator has written as data, or ours. Throws; `whyUnusable` says what to tell of it. */
export function readDataFile<T>(schema: z.ZodType<T>, file: string | URL): T {
  return schema.parse(JSON.parse(textOf(readFileSync(file))))
}

/** Names each place in the file that is wrong, and no value. */
export function whyUnusable(error: unknown): string {
  if (error instanceof ZodError) return faults(error)
  if (error instanceof EncodingError) return error.message
  return error instanceof SyntaxError ? 'it is not JSON' : 'it is missing, or can not be read'
}

function faults({ issues }: ZodError): string {
  const shown = issues.slice(0, SHOWN).map((each) => `- ${each.path.join('.') || 'the file'}: ${each.message}`)
  return ['these places are wrong:', ...shown].join('\n')
}
