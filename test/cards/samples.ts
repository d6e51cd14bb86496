import { readdirSync } from 'node:fs'
import type { Attachment } from 'botframework-schema'
import type { Locale } from '../../store/values/locale.ts'

/** typical: what most people see · longest: every text as long as it gets · hostile: people's texts meant to break something · empty: nothing that isn't required. */
export const KINDS = ['typical', 'longest', 'hostile', 'empty'] as const
export type Kind = (typeof KINDS)[number]

export type CardSamples = {
  card: unknown
  make(kind: Kind, locale: Locale): Attachment
  data(kind: Kind, locale: Locale): unknown
}

/** A card's samples: for each kind a function that gives the card's data in a language. */
export function samplesOf<D>(
  card: (locale: Locale, data: D) => Attachment,
  data: Record<Kind, (locale: Locale) => D>,
): CardSamples {
  return {
    card,
    make: (kind, locale) => card(locale, data[kind](locale)),
    data: (kind, locale) => data[kind](locale),
  }
}

/** All samples by the name they are exported under, read from the files in `samples/`. */
export async function allSamples(): Promise<(CardSamples & { name: string })[]> {
  const exported = await modulesIn('samples/', (name) => import(`./samples/${name}.ts`))
  return exported.flatMap(([name, value]) => (isSamples(value) ? [{ ...value, name }] : []))
}

/** Every function of `cards/` that makes a card, by its name, which ends in Card. */
export async function allCards(): Promise<[name: string, card: unknown][]> {
  const exported = await modulesIn('../../cards/', (name) => import(`../../cards/${name}.ts`))
  return exported.filter(([name, value]) => name.endsWith('Card') && typeof value === 'function')
}

/** `load` names the folder too: what is built ahead has to see which files may be asked for. */
async function modulesIn(folder: string, load: (name: string) => Promise<object>): Promise<[string, unknown][]> {
  const files = readdirSync(new URL(folder, import.meta.url)).filter((each) => each.endsWith('.ts'))
  const modules = await Promise.all(files.sort().map((each) => load(each.replace(/\.ts$/, ''))))
  return modules.flatMap((each) => Object.entries(each))
}

function isSamples(value: unknown): value is CardSamples {
  return typeof value === 'object' && value !== null && 'card' in value && 'make' in value
}
