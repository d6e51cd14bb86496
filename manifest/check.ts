import { z } from 'zod'

/** What the package holds: file name → content. */
export type Files = ReadonlyMap<string, Buffer>

const command = z.object({ title: z.string(), description: z.string() })
const scopes = z.array(z.string())
const manifest = z.object({
  icons: z.object({ color: z.string(), outline: z.string() }),
  localizationInfo: z.object({ additionalLanguages: z.array(z.object({ file: z.string() })) }),
  bots: z.array(z.object({ scopes, commandLists: z.array(z.object({ scopes, commands: z.array(command) })) })),
})
type Manifest = z.infer<typeof manifest>

/** What Teams' client has room for; the schema allows more (Teams, "Create a commands menu"). */
const LONGEST_TITLE = 32
const LONGEST_DESCRIPTION = 128
const MOST_COMMANDS = 10
const SIZES = { color: 192, outline: 32 } as const

/** What the manifest's schema doesn't check and an upload or a person would stumble over. */
export function faultsOf(files: Files): string[] {
  const read = manifest.safeParse(json(files, 'manifest.json'))
  if (!read.success) return read.error.issues.map((each) => `manifest.json: ${each.path.join('.')}: ${each.message}`)
  const { icons, localizationInfo, bots } = read.data
  const named = [icons.color, icons.outline, ...localizationInfo.additionalLanguages.map((each) => each.file)]
  const missing = named.filter((each) => !files.has(each)).map((each) => `${each}: the file is missing`)
  if (missing.length > 0) return missing
  return [
    ...Object.entries(SIZES).flatMap(([name, size]) => wrongIcon(files, icons[name as keyof typeof SIZES], size)),
    ...bots.flatMap(doubledScopes),
    ...localizationInfo.additionalLanguages.flatMap(({ file }) => untranslated(read.data, files, file)),
    ...bots.flatMap((bot) => bot.commandLists.flatMap(({ commands }) => wrongMenu('manifest.json', commands))),
  ]
}

function wrongIcon(files: Files, file: string, size: number): string[] {
  const png = files.get(file) ?? Buffer.alloc(0)
  const isPng = png.length > 26 && png.toString('latin1', 1, 4) === 'PNG'
  if (!isPng) return [`${file}: is no PNG`]
  const [width, height, kind] = [png.readUInt32BE(16), png.readUInt32BE(20), png[25]]
  const wrong = width === size && height === size ? [] : [`${file}: is ${width} × ${height}, not ${size} × ${size}`]
  const opaque = size === SIZES.outline && kind !== 4 && kind !== 6 ? [`${file}: has no transparency`] : []
  return [...wrong, ...opaque]
}

function doubledScopes(bot: Manifest['bots'][number]): string[] {
  const lists = bot.commandLists.flatMap((each) => each.scopes)
  const doubled = (all: string[]) => all.filter((each, i) => all.indexOf(each) !== i)
  return [
    ...doubled(bot.scopes).map((each) => `manifest.json: the bot has the scope ${each} twice`),
    ...doubled(lists).map((each) => `manifest.json: two command lists for the scope ${each}`),
    ...lists
      .filter((each) => !bot.scopes.includes(each))
      .map((each) => `manifest.json: commands for ${each}, where the bot isn't`),
  ]
}

/** Every text that the client shows has its translation, and no translation is left over. */
function untranslated({ bots }: Manifest, files: Files, file: string): string[] {
  const translated = z.record(z.string(), z.string()).safeParse(json(files, file))
  if (!translated.success) return [`${file}: is not a list of texts`]
  const wanted = ['name.short', 'name.full', 'description.short', 'description.full']
  const menus = bots.flatMap((bot, b) =>
    bot.commandLists.map((list, l) => list.commands.map((_, c) => `bots[${b}].commandLists[${l}].commands[${c}]`)),
  )
  const keys = [...wanted, ...menus.flat().flatMap((each) => [`${each}.title`, `${each}.description`])]
  const has = Object.keys(translated.data).filter((each) => each !== '$schema')
  const text = (key: string) => translated.data[key] ?? ''
  return [
    ...keys.filter((each) => !has.includes(each)).map((each) => `${file}: ${each} is missing`),
    ...has.filter((each) => !keys.includes(each)).map((each) => `${file}: ${each} is of nothing in the manifest`),
    ...menus.flatMap((list) =>
      wrongMenu(
        file,
        list.map((each) => ({ title: text(`${each}.title`), description: text(`${each}.description`) })),
      ),
    ),
  ]
}

function wrongMenu(file: string, commands: z.infer<typeof command>[]): string[] {
  const titles = commands.map((each) => each.title)
  return [
    ...(commands.length > MOST_COMMANDS ? [`${file}: ${commands.length} commands in one menu`] : []),
    ...titles.filter((each, i) => titles.indexOf(each) !== i).map((each) => `${file}: “${each}” twice in one menu`),
    ...titles.filter((each) => each.length > LONGEST_TITLE).map((each) => `${file}: “${each}” is too long`),
    ...commands
      .filter((each) => each.description.length > LONGEST_DESCRIPTION)
      .map((each) => `${file}: the description of “${each.title}” is too long`),
  ]
}

function json(files: Files, name: string): unknown {
  try {
    return JSON.parse(files.get(name)?.toString('utf8') ?? '')
  } catch {
    return undefined
  }
}
