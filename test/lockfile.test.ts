import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { z } from 'zod'

const read = (path: string) => readFileSync(new URL(`../${path}`, import.meta.url), 'utf8')

const entry = z.looseObject({
  version: z.string().optional(),
  integrity: z.string().optional(),
  resolved: z.string().optional(),
  link: z.boolean().optional(),
  hasInstallScript: z.boolean().optional(),
})
const lockfile = z.object({ lockfileVersion: z.number(), packages: z.record(z.string(), entry) })
const manifest = z.looseObject({
  scripts: z.record(z.string(), z.string()),
  dependencies: z.record(z.string(), z.string()),
  devDependencies: z.record(z.string(), z.string()),
})

describe('F70: what is installed', () => {
  const { lockfileVersion, packages } = lockfile.parse(JSON.parse(read('package-lock.json')))
  const own = manifest.parse(JSON.parse(read('package.json')))
  const installed = Object.entries(packages).filter(([path]) => path !== '')
  const which = (unwanted: (found: z.infer<typeof entry>) => boolean) =>
    installed.filter(([, found]) => unwanted(found)).map(([path]) => path)

  it('is named in full by the lockfile', () => {
    assert.equal(lockfileVersion, 3)
    assert.ok(installed.length > 100)
    for (const name of Object.keys({ ...own.dependencies, ...own.devDependencies })) {
      assert.ok(packages[`node_modules/${name}`], `${name} is not in the lockfile`)
    }
  })

  it('has an integrity sum each', () => {
    assert.deepEqual(
      which((found) => !/^sha512-[\w+/]{86}==$/.test(found.integrity ?? '')),
      [],
    )
  })

  it('comes from a registry only: no git, no address, no folder', () => {
    assert.deepEqual(
      which((found) => found.link === true || /^(git|http:|file:)/.test(found.resolved ?? '')),
      [],
    )
    const exact = /^\d+\.\d+\.\d+(-[\w.]+)?$/
    const loose = Object.entries({ ...own.dependencies, ...own.devDependencies }).filter(
      ([, version]) => !exact.test(version),
    )
    assert.deepEqual(loose, [])
  })

  it('runs no install script, and whoever has one is known to work without', () => {
    assert.match(read('.npmrc'), /^ignore-scripts=true$/m)
    // botbuilder-dialogs builds what only its own repository needs; classic-level and esbuild bring their binaries
    // along; restify does without dtrace-provider.
    const known = ['botbuilder-dialogs', 'classic-level', 'dtrace-provider', 'esbuild', 'fsevents']
    const names = which((found) => found.hasInstallScript === true).map((path) => path.replace(/^.*node_modules\//, ''))
    assert.deepEqual(
      [...new Set(names)].filter((name) => !known.includes(name)),
      [],
    )
  })

  it('has no hook of ours that would be skipped without a word', () => {
    const scripts = Object.keys(own.scripts)
    const hooks = scripts.filter(
      (name) => /^(pre|post)/.test(name) && scripts.includes(name.replace(/^(pre|post)/, '')),
    )
    const lifecycle = scripts.filter((name) => ['install', 'prepare', 'preinstall', 'postinstall'].includes(name))
    assert.deepEqual([...hooks, ...lifecycle], [])
  })

  it('has one version of botframework-schema, and of each part of the library', () => {
    for (const name of ['botframework-schema', 'botbuilder-core', 'botframework-connector', 'botbuilder-dialogs']) {
      const found = installed.filter(([path]) => path.endsWith(`node_modules/${name}`))
      assert.deepEqual(
        found.map(([, { version }]) => version),
        [own.dependencies.botbuilder],
        name,
      )
    }
  })
})
