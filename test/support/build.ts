import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { mkdir, mkdtemp, rename, rm } from 'node:fs/promises'
import { dirname, join, relative } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { build, type Plugin, stop } from 'esbuild'

const ROOT = join(import.meta.dirname, '../..')
const CACHE = join(ROOT, 'node_modules/.cache')
const KEPT = 5
const FOLDERS = ['bot', 'cards', 'dialogs', 'manifest', 'store', 'test']

/** Names the build of a whole run to everything that the run starts. */
export const BUILD = 'TEST_BUILD'

/** What cannot be put into one file with the rest: binaries, what reads files beside itself, what is not installed. */
const EXTERNAL = [
  ...['classic-level', 'dtrace-provider', 'esbuild', 'playwright-core', '@microsoft/app-manifest', 'pdfkit'],
  // Optional parts of the MongoDB driver.
  ...['@aws-sdk/credential-providers', '@mongodb-js/zstd', 'aws4', 'gcp-metadata', 'kerberos'],
  ...['mongodb-client-encryption', 'snappy', 'socks'],
]

/** CommonJS packages ask for these, which a module does not have. */
const COMMONJS = [
  `import { createRequire as requireFrom } from 'node:module'`,
  'const require = requireFrom(import.meta.url), __filename = import.meta.filename, __dirname = import.meta.dirname',
].join('\n')

/**
 * The JavaScript of a source that is started as a process of its own: the bot, the command line, a test's `…-child.ts`.
 * Started through tsx, each process would compile all its sources and read 2,000 files of packages anew.
 */
export async function built(source: string | URL): Promise<string> {
  const folder = process.env[BUILD] ?? (await buildOf(childSources()))
  const path = relative(ROOT, typeof source === 'string' ? join(ROOT, source) : fileURLToPath(source))
  return join(folder, path.replace(/\.ts$/, '.mjs'))
}

/** Everything that is built for processes of their own; paths from the root. */
export function childSources(): string[] {
  return ['bot/main.ts', 'bot/admin/main.ts', ...sources().filter((each) => each.endsWith('-child.ts'))]
}

export function testSources(): string[] {
  return sources().filter((each) => each.endsWith('.test.ts'))
}

/** The folder of the build of these sources, made unless it is there. Runs side by side leave one whole. */
export async function buildOf(entries: string[]): Promise<string> {
  const home = join(CACHE, `build-${stateOf(entries)}`)
  if (existsSync(home)) return home
  await mkdir(CACHE, { recursive: true })
  const aside = await mkdtemp(`${home}-making-`)
  try {
    await build({
      ...{ absWorkingDir: ROOT, entryPoints: entries, outbase: ROOT, outdir: aside, outExtension: { '.js': '.mjs' } },
      ...{
        bundle: true,
        splitting: true,
        chunkNames: 'chunks/[name]-[hash]',
        format: 'esm',
        platform: 'node',
        target: 'node20',
      },
      ...{ external: EXTERNAL, banner: { js: COMMONJS }, plugins: [inPlace] },
      // Half as much for each process to read.
      minifyWhitespace: true,
      ...{ sourcemap: true, sourcesContent: false, logLevel: 'error' },
    })
    await rename(aside, home)
    await forgetOld()
  } catch (error) {
    if (!existsSync(home)) throw error
  } finally {
    await stop()
    await rm(aside, { recursive: true, force: true })
  }
  return home
}

/** Builds of sources that have changed since, and what interrupted runs have left; a few, for runs still going on. */
async function forgetOld(): Promise<void> {
  const builds = readdirSync(CACHE).filter((each) => each.startsWith('build-'))
  const ages = builds.map((each) => ({ path: join(CACHE, each), at: statSync(join(CACHE, each)).mtimeMs }))
  const old = ages.sort((a, b) => b.at - a.at).slice(KEPT)
  await Promise.all(old.map(({ path }) => rm(path, { recursive: true, force: true })))
}

/** A built module goes on reading the files that lie beside its source. */
const inPlace: Plugin = {
  name: 'in-place',
  setup({ onLoad }) {
    onLoad({ filter: /\.ts$/ }, ({ path }) => {
      const text = readFileSync(path, 'utf8')
      if (!text.includes('import.meta.')) return undefined
      const contents = text
        .replaceAll('import.meta.url', JSON.stringify(pathToFileURL(path).href))
        .replaceAll('import.meta.filename', JSON.stringify(path))
        .replaceAll('import.meta.dirname', JSON.stringify(dirname(path)))
      return { contents, loader: 'ts' }
    })
  },
}

/** What the build is made of, in a word: it is as old as its sources and packages. */
function stateOf(entries: string[]): string {
  const hash = createHash('sha256').update(JSON.stringify([entries, process.version]))
  for (const each of ['package-lock.json', 'test/support/build.ts', ...sources()])
    hash.update(`\n${each}\n`).update(readFileSync(join(ROOT, each)))
  return hash.digest('hex').slice(0, 16)
}

function sources(): string[] {
  return FOLDERS.flatMap((folder) =>
    readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
      .filter((each) => /\.(ts|json)$/.test(each))
      .map((each) => join(folder, each)),
  ).sort()
}
