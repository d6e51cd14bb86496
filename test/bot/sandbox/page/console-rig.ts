import assert from 'node:assert/strict'
import type { PageRequest, Route } from '../../../../bot/http/server.ts'
import { type Controls, consoleRoutes } from '../../../../bot/sandbox/page/console.ts'
import { startEndpoint } from '../connector/endpoint.ts'
import { openStage } from '../connector/stage.ts'

export const TOKEN = 'the-token'

export type ConsoleRig = Awaited<ReturnType<typeof openConsoleRig>>

/** The page's routes without a server: asked directly, with the cookie where it is due. */
export async function openConsoleRig() {
  const endpoint = await startEndpoint()
  const connector = await openStage({ botUrl: endpoint.url })
  const closing = new AbortController()
  let routes: Route[] = []

  function open(controls: Controls = {}): void {
    let nonces = 0
    const commands = { en: ['offers'], 'zh-TW': ['優惠'] }
    const newNonce = () => `nonce-${++nonces}`
    routes = consoleRoutes({ connector, token: TOKEN, controls, commands, newNonce, closing: closing.signal })
  }
  open()

  async function ask(method: 'GET' | 'POST', path: string, more: Partial<PageRequest> = {}) {
    const [literal = '', query = ''] = path.split('?')
    const route = routes.find((each) => each.method === method && each.path === literal)
    assert.ok(route, `no route ${method} ${literal}`)
    const request = { method, path: literal, headers: {}, body: Buffer.alloc(0), remote: '127.0.0.1', ...more }
    return route.handle({ query: new URLSearchParams(query), ...request })
  }
  async function cookie(): Promise<string> {
    const { headers } = await ask('GET', `/sandbox?token=${TOKEN}`)
    return headers?.['set-cookie']?.split(';')[0] ?? ''
  }

  return {
    endpoint,
    connector,
    closing,
    /** Opens the routes anew, over these controls. */
    open,
    routes: () => routes,
    ask,
    cookie,
    async post(name: string, body: unknown, headers: Record<string, string> = {}) {
      const all = { cookie: await cookie(), 'content-type': 'application/json', ...headers }
      return ask('POST', `/sandbox/${name}`, { headers: all, body: Buffer.from(JSON.stringify(body)) })
    },
    /** A GET's JSON. */
    async look(path: string) {
      const { status, body } = await ask('GET', `/sandbox/${path}`, { headers: { cookie: await cookie() } })
      assert.equal(status, 200)
      return JSON.parse(String(body))
    },
    async close(): Promise<void> {
      await connector.close()
      await endpoint.close()
    },
  }
}
