import { z } from 'zod'
import { entraId } from '../../store/values/entra-id.ts'
import { UsageError } from './verb.ts'

/** A tenant id or an Entra object id as files and the command line give it, in whatever case. */
export const entraIdGiven = z
  .string()
  .regex(/^[\w-]{1,64}$/, 'must be letters, digits, _ and -')
  .transform(entraId)

/** The ids that the command line names; `usage` says how many, those in brackets may be left out. */
export function idsIn(args: readonly string[], usage: string): string[] {
  const names = usage.split(' ')
  const needed = names.filter((each) => !each.startsWith('[')).length
  if (args.length < needed || args.length > names.length) throw new UsageError(`Expected: ${usage}`)
  if (!args.every((each) => entraIdGiven.safeParse(each).success))
    throw new UsageError('An id is letters, digits, _ and -.')
  return args.map(entraId)
}
