import { createWriteStream, mkdirSync, readFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { parseArgs } from 'node:util'
import { ZipFile } from 'yazl'
import { readSettings } from '../bot/settings/settings.ts'
import { loadSettingsFile } from '../bot/settings/settings-file.ts'
import { type Files, faultsOf } from './check.ts'
import { type Blanks, fill, leftovers } from './fill.ts'
import { schemaFaults } from './schema.ts'

/*
 * npm run package: makes the zip that is uploaded to Teams. The bot's id and address come from its settings, who offers
 * it from the command line; whatever is missing or wrong is named, all at once, and nothing is written then.
 */
const TRANSLATIONS = ['zh-tw.json']
const ICONS = ['color.png', 'outline.png']
/** Which setting or flag fills which blank. */
const FILLED_BY: Record<keyof Blanks, string> = {
  VERSION: 'the version in package.json',
  APP_ID: 'the setting MicrosoftAppId',
  DOMAIN: 'the setting PUBLIC_URL (https)',
  DEVELOPER: '--developer "Your company"',
  WEBSITE: '--website https://…',
  PRIVACY: '--privacy https://…, your privacy statement',
  TERMS: '--terms https://…, your terms of use',
}

export type Offering = Partial<Record<'developer' | 'website' | 'privacy' | 'terms', string>>

/** The package's files, and everything that speaks against uploading them. */
export async function packageFiles(
  env: Record<string, string | undefined>,
  offered: Offering,
): Promise<{ files: Files; faults: string[] }> {
  const { settings, faults } = readSettings(env)
  const { developer, website, privacy, terms } = offered
  const given = {
    DEVELOPER: developer,
    WEBSITE: website,
    PRIVACY: privacy,
    TERMS: terms,
    APP_ID: settings.MicrosoftAppId,
  }
  const version: string = JSON.parse(read('../package.json').toString('utf8')).version
  const known = Object.entries({ ...given, VERSION: version, DOMAIN: hostOf(settings.PUBLIC_URL) })
  const blanks = Object.fromEntries(known.filter(([, value]) => value))
  const manifest = fill(read('manifest.json').toString('utf8'), blanks)
  const files = new Map([...TRANSLATIONS, ...ICONS].map((each) => [each, read(each)] as const))
  files.set('manifest.json', Buffer.from(manifest))
  const open = leftovers(manifest).map(
    (each) => `${each} is not filled: give ${FILLED_BY[each as keyof Blanks] ?? 'it'}`,
  )
  const own = faults.filter((each) => /^(MicrosoftAppId|PUBLIC_URL):/.test(each))
  if (open.length > 0) return { files, faults: [...own, ...open] }
  return { files, faults: [...own, ...faultsOf(files), ...(await schemaFaults(files, TRANSLATIONS))] }
}

/** Writes the files into a zip, all of them at its root, where Teams looks for them. The same files give the same bytes. */
export async function writeZip(files: Files, to: string): Promise<void> {
  const zip = new ZipFile()
  const mtime = new Date(2026, 0, 1)
  for (const [name, content] of [...files].sort(([a], [b]) => a.localeCompare(b)))
    zip.addBuffer(content, name, { mtime })
  zip.end()
  mkdirSync(dirname(to), { recursive: true })
  await pipeline(zip.outputStream, createWriteStream(to))
}

function hostOf(url: string | undefined): string | undefined {
  return url?.startsWith('https://') ? new URL(url).hostname : undefined
}

function read(file: string): Buffer {
  return readFileSync(new URL(file, import.meta.url))
}

async function main(): Promise<void> {
  loadSettingsFile('.env', process.env)
  const text = { type: 'string' } as const
  const { values } = parseArgs({
    options: {
      developer: text,
      website: text,
      privacy: text,
      terms: text,
      out: { ...text, default: 'out/membership.zip' },
    },
  })
  const { out, ...offered } = values
  const { files, faults } = await packageFiles(process.env, offered)
  if (faults.length > 0) {
    console.error(['The package can’t be made:', ...faults.map((each) => `- ${each}`)].join('\n'))
    process.exitCode = 1
    return
  }
  await writeZip(files, out)
  console.log(`${out}: ${[...files.keys()].sort().join(', ')}`)
}

if (import.meta.filename === process.argv[1]) await main()
