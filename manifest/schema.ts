import { readFileSync } from 'node:fs'
import { AppManifestUtils } from '@microsoft/app-manifest'
import { Ajv } from 'ajv'
import type { Files } from './check.ts'

/** What Teams' own schemas say against the manifest and its translations. Works without a network: the library brings them. */
export async function schemaFaults(files: Files, translations: string[]): Promise<string[]> {
  const manifest = JSON.parse(files.get('manifest.json')?.toString('utf8') ?? '')
  const found = await AppManifestUtils.validateAgainstSchema(manifest)
  const validate = localisation(manifest.manifestVersion)
  const inTexts = translations.flatMap((file) => {
    validate(JSON.parse(files.get(file)?.toString('utf8') ?? ''))
    return (validate.errors ?? []).map((each) => `${file}: ${each.instancePath} ${each.message}`)
  })
  return [...found.map((each) => `manifest.json: ${each}`), ...inTexts]
}

/** The library knows where its schemas lie, but validates only manifests with them. */
function localisation(version: string) {
  const folder = new URL(`./json-schemas/teams/v${version}/`, import.meta.resolve('@microsoft/app-manifest'))
  const { $schema: _draft4, ...schema } = JSON.parse(
    readFileSync(new URL('MicrosoftTeams.Localization.schema.json', folder), 'utf8'),
  )
  // Its patterns escape what unicode patterns don't allow to be escaped.
  return new Ajv({ unicodeRegExp: false, strict: false, validateFormats: false, allErrors: true }).compile(schema)
}
