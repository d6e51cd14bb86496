import { parseArgs } from 'node:util'
import { openVault } from '../../store/benefits/vault.ts'
import { readCatalogue } from '../../store/catalogue/read-catalogue.ts'
import { FolderDamagedError, FolderInUseError, StoreUnavailableError } from '../../store/database/collection.ts'
import { openDatabase, type Where } from '../../store/open-database.ts'
import { openStore } from '../../store/store.ts'
import type { Clock } from '../../store/values/time.ts'
import { ConfigError } from '../settings/config.ts'
import { dataSecretsOf } from '../settings/data-secret.ts'
import { fileFaults } from '../settings/file-faults.ts'
import { readSettings } from '../settings/settings.ts'
import { loadSettingsFile } from '../settings/settings-file.ts'
import { adminGateway } from './admin-gateway.ts'
import { deliveries } from './deliveries.ts'
import { deskCode, removeDesk } from './desk-code.ts'
import { erasePerson } from './erase-person.ts'
import { exportInvoices } from './export-invoices.ts'
import { exportPartner } from './export-partner.ts'
import { importEvidence } from './import-evidence.ts'
import { importKeys } from './import-keys.ts'
import { importPartners } from './import-partners.ts'
import { importPeople } from './import-people.ts'
import { listJobs } from './list-jobs.ts'
import { listOwed } from './list-owed.ts'
import { moveAdmin } from './move-admin.ts'
import { notUnderstood } from './not-understood.ts'
import { reconcileBooks } from './reconcile-books.ts'
import { reviveJob } from './revive-job.ts'
import { type AdminParts, type AdminVerb, UsageError } from './verb.ts'

/** @internal Tests go through all of them. */
export const VERBS: readonly AdminVerb[] = [
  importPartners,
  importPeople,
  importEvidence,
  importKeys,
  exportPartner,
  exportInvoices,
  erasePerson,
  moveAdmin,
  listJobs,
  listOwed,
  deliveries,
  reviveJob,
  notUnderstood,
  reconcileBooks,
  deskCode,
  removeDesk,
]

type Outside = {
  /** Holds settings besides those in `env`, which win; it need not be there. */
  settingsFile?: string
  env: Record<string, string | undefined>
  clock: Clock
  out(line: string): void
  err(line: string): void
}

/** Runs one verb on the records that the settings name; gives the exit code. Says what is wrong in a sentence, never a stack. */
export async function runAdmin(argv: readonly string[], outside: Outside): Promise<0 | 1 | 2> {
  let failed: 1 | 2 = 1
  try {
    const { verb, args, ...flags } = understand(argv)
    failed = verb?.failed ?? failed
    if (outside.settingsFile) loadSettingsFile(outside.settingsFile, outside.env)
    if (verb) return await onRecords(verb, args, flags, outside)
    for (const line of help()) outside.out(line)
    return 0
  } catch (error) {
    outside.err(explain(error))
    return failed
  }
}

function understand(argv: readonly string[]) {
  const { values, positionals } = parseArgs({
    args: [...argv],
    allowPositionals: true,
    options: { 'dry-run': { type: 'boolean' }, json: { type: 'boolean' }, help: { type: 'boolean', short: 'h' } },
  })
  const [name, ...args] = positionals
  if (values.help || name === undefined || name === 'help') return { verb: undefined, args, dryRun: true, json: false }
  const verb = VERBS.find((each) => each.name === name)
  if (!verb) throw new UsageError(`There is no such verb. ${VERBS.map((each) => each.name).join(', ')}`)
  return { verb, args, dryRun: values['dry-run'] ?? false, json: values.json ?? false }
}

function help(): string[] {
  const usage = VERBS.map((each) => `  ${`${each.name} ${each.usage}`.padEnd(52)} ${each.about}`)
  return [
    'npm run admin -- VERB [--dry-run]   (built: node dist/bot/admin/main.js VERB)',
    '',
    ...usage,
    '',
    '--dry-run writes nothing and reports what would be done. Files are JSON arrays; each may be imported again.',
    'Works on the records that MONGODB_URI or DATA_DIR names: on MongoDB beside running bots; a folder serves one process',
    'at a time, so the bot has to be stopped. Nothing here turns auto-renew on again: only renewing does.',
  ]
}

type Flags = { dryRun: boolean; json: boolean }

async function onRecords(verb: AdminVerb, args: readonly string[], flags: Flags, outside: Outside) {
  const { clock, out, err } = outside
  const { settings, faults } = readSettings(outside.env)
  faults.push(...fileFaults(settings))
  if (faults.length > 0)
    throw new UsageError(['The settings do not do:', ...faults.map((each) => `- ${each}`)].join('\n'))
  const { MONGODB_URI: mongodbUri, DATA_DIR: folder = './data', DATA_SECRET: dataSecrets } = settings
  const where = mongodbUri === undefined ? { folder } : { mongodbUri }
  const database = await openDatabase(where satisfies Where)
  try {
    const parts: AdminParts = {
      ...{ database, clock, out, ...flags, progress: err },
      gateway: () => adminGateway(settings, database, clock),
      store: await openStore(database),
      catalogue: readCatalogue(settings.CATALOGUE),
      async vault() {
        if (!dataSecrets && mongodbUri !== undefined) throw new UsageError('DATA_SECRET: is missing beside MONGODB_URI')
        const named = dataSecrets ? { dataSecrets } : {}
        return openVault(await dataSecretsOf({ ...named, store: where, mode: 'development' }, database))
      },
    }
    return await verb.run(parts, args)
  } finally {
    await database.close()
  }
}

function explain(error: unknown): string {
  if (error instanceof UsageError || error instanceof ConfigError || error instanceof FolderDamagedError)
    return error.message
  if (error instanceof FolderInUseError)
    return `${error.message} Stop the bot first: a folder serves one process at a time.`
  if (error instanceof StoreUnavailableError)
    return 'The records do not take reads and writes now. What was done stays; run it again.'
  const code: unknown = Object(error).code
  if (typeof code === 'string' && code.startsWith('ERR_PARSE_ARGS'))
    return 'There are only --dry-run, --json and --help.'
  return `It could not be done (${error instanceof Error ? error.name : 'unknown error'}). What was done stays; run it again.`
}
