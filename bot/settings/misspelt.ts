import { misspelling } from '../../dialogs/understanding/spelling.ts'
import { SETTING_NAMES } from './settings.ts'

/** Names that people know from elsewhere, too far from ours to be found by likeness. */
const ALIASES: Record<string, string> = { MONGO_URL: 'MONGODB_URI', CATALOG: 'CATALOGUE' }

/**
 * The names in the environment that look like a setting of ours and are none: another case, underscores too many or too
 * few, a letter or two off. Short names are compared whole, since every machine has variables of its own.
 */
export function misspeltNames(names: string[]): { name: string; meant: string }[] {
  return names.flatMap((name) => {
    const meant = SETTING_NAMES.includes(name) ? undefined : meantBy(name)
    return meant === undefined ? [] : [{ name, meant }]
  })
}

function meantBy(name: string): string | undefined {
  const plain = plainOf(name)
  if (Object.hasOwn(ALIASES, name)) return ALIASES[name]
  for (const known of SETTING_NAMES) {
    const target = plainOf(known)
    if (plain === target) return known
    const allowed = target.length < 7 ? 0 : target.length < 10 ? 1 : 2
    if (misspelling(plain, target, allowed) <= allowed) return known
  }
  return plain.startsWith('microsoftapp') ? 'MicrosoftAppId, -Type, -TenantId or -Password' : undefined
}

function plainOf(name: string): string {
  return name.toLowerCase().replaceAll(/[_-]/g, '')
}
