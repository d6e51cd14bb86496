import { readdirSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, extname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Route } from '../../http/server.ts'

const TYPES: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
}

/** The page and what it loads, each under its own address, read once. The two libraries are those that npm installed. */
export function assetRoutes(): Route[] {
  const require = createRequire(import.meta.url)
  const markdownIt = dirname(require.resolve('markdown-it/package.json'))
  const own = fileURLToPath(new URL('./assets', import.meta.url))
  const files = readdirSync(own).filter((file) => extname(file) in TYPES)
  return [
    ...files.map((file) => asset(file === 'index.html' ? '/sandbox' : `/sandbox/${file}`, join(own, file))),
    asset('/sandbox/adaptivecards.js', require.resolve('adaptivecards/dist/adaptivecards.min.js')),
    asset('/sandbox/markdown-it.js', join(markdownIt, 'dist/browser/markdown-it.esm.min.mjs')),
  ]
}

function asset(path: string, file: string): Route {
  const body = readFileSync(file)
  const headers = { 'content-type': TYPES[extname(file)] ?? 'application/octet-stream' }
  return { method: 'GET', path, handle: async () => ({ status: 200, headers, body }) }
}
