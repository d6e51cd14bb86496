import { readFileSync } from 'node:fs'
import { parseEnv } from 'node:util'
import { EncodingError, textOf } from '../../store/values/file-text.ts'
import { ConfigError } from './config.ts'

/**
 * Adds the file's settings to those that are set already, which win; a file that isn't there has none. Throws ConfigError
 * where Node's own `loadEnvFile` would find no setting, or lose the first one behind a byte order mark.
 */
export function loadSettingsFile(file: string, env: Record<string, string | undefined>): void {
  const text = textIn(file)
  for (const [name, value] of Object.entries(text === undefined ? {} : parseEnv(text))) env[name] ??= value
}

function textIn(file: string): string | undefined {
  try {
    return textOf(readFileSync(file))
  } catch (error) {
    if (Object(error).code === 'ENOENT') return undefined
    const why = error instanceof EncodingError ? error.message : 'it can not be read'
    throw new ConfigError(`The settings do not do:\n- ${file}: ${why}`)
  }
}
