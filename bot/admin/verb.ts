import type { Vault } from '../../store/benefits/vault.ts'
import type { Catalogue } from '../../store/catalogue/offer.ts'
import type { Database } from '../../store/database/collection.ts'
import type { Store } from '../../store/store.ts'
import type { Payments } from '../../store/use-cases/services.ts'
import type { Clock } from '../../store/values/time.ts'

/** What a verb of the operator's command line works with. */
export type AdminParts = {
  store: Store
  database: Database
  catalogue: Catalogue
  clock: Clock
  /** Opened only by what needs it: without the data secret everything else works. */
  vault(): Promise<Vault>
  /** Nothing is written; the report says what would be. */
  dryRun: boolean
  /** For programs: one JSON value instead of lines. */
  json: boolean
  /** The gateway that the settings name. Throws a UsageError if they don't. */
  gateway(): Payments
  /** One line for the operator. */
  out(line: string): void
  /** How far it has come: no part of the answer. */
  progress(line: string): void
}

/** One verb; `run` gives the exit code: 0, or 1 when something was refused. `failed`: the code where it could not be done. */
export type AdminVerb = {
  name: string
  /** What follows the verb: `FILE`, `TENANT [OBJECT-ID]`. */
  usage: string
  about: string
  failed?: 2
  run(parts: AdminParts, args: readonly string[]): Promise<0 | 1>
}

/** The command line can't be understood, or what it names isn't there. The message is for the operator. */
export class UsageError extends Error {
  override name = 'UsageError'
}

/** As what the operator stands in records and in the audit log. */
export const OPERATOR = 'operator'
