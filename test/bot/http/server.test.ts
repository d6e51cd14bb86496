import assert from 'node:assert/strict'
import type { ServerResponse } from 'node:http'
import { connect, type Socket } from 'node:net'
import { createServer } from 'restify'
import { drainable, type Server } from '../../../bot/http/drain.ts'
import { healthRoutes } from '../../../bot/http/health.ts'
import { LIMITS } from '../../../bot/http/limits.ts'
import { openServer, type PageRequest, type Route, type ServerOptions } from '../../../bot/http/server.ts'
import { openLog } from '../../../bot/log/log.ts'
import { guardMessages } from '../../../bot/teams/guard.ts'
import { post } from '../../support/front-door.ts'
import { withinLoopTime } from '../../support/loop-time.ts'

const ACTIVITY = {
  type: 'message',
  channelId: 'msteams',
  serviceUrl: 'http://localhost:1/',
  from: { id: '29:one' },
  conversation: { id: 'a:one', tenantId: 'tenant-one' },
}
const JSON_HEADERS = { 'content-type': 'application/json' }

function end(response: ServerResponse, text: string): void {
  response.writeHead(200)
  response.end(text)
}

describe('the server', () => {
  const lines: string[] = []
  const seen: PageRequest[] = []
  let server: Server
  let messages: ServerOptions['messages']

  const page = (method: Route['method'], path: string, handle: Route['handle'], more: Partial<Route> = {}): Route => ({
    method,
    path,
    handle,
    ...more,
  })
  const ROUTES = [
    page('GET', '/healthz', async () => ({ status: 200, body: 'fine' })),
    page('GET', '/page', async () => ({
      status: 200,
      headers: {
        'Content-Type': 'text/html; charset=utf-8',
        'Content-Security-Policy': "default-src 'self'",
        'cache-control': 'private',
      },
      body: '<p>您好',
    })),
    page('POST', '/echo', async (request) => {
      seen.push(request)
      return { status: 200, body: request.body }
    }),
    page('POST', '/small', async () => ({ status: 204 }), { maxBytes: 10 }),
    page('POST', '/throws', async () => {
      throw new Error('mongodb://user:canary@host')
    }),
    page('POST', '/throws-anything', () => Promise.reject('canary')),
  ]

  async function open(options: Partial<ServerOptions> = {}): Promise<void> {
    server = await openServer({
      host: '127.0.0.1',
      port: 0,
      routes: ROUTES,
      messages: (request, response, body) => messages(request, response, body),
      guard: guardMessages({ issuer: '', serviceUrlHosts: [], local: true }),
      log: openLog({ level: 'debug', destination: { write: (line) => void lines.push(line) } }),
      localOnly: false,
      ...options,
    })
  }
  beforeEach(() => {
    lines.length = 0
    seen.length = 0
    messages = async (_request, response) => end(response, 'turn')
  })
  afterEach(() => server.close(0))

  const get = (path: string, headers = {}) => post(server.url, path, headers, '', 'GET')
  const say = () => post(server.url, '/api/messages', JSON_HEADERS, JSON.stringify(ACTIVITY))

  /** Everything that the server says to these bytes until it closes the connection. */
  function raw(text: string, { end = false } = {}): Promise<{ text: string; socket: Socket }> {
    return new Promise((resolve) => {
      const socket = connect(server.port, '127.0.0.1', () => socket.write(text, () => end && socket.end()))
      let answer = ''
      socket.on('data', (chunk) => {
        answer += chunk
      })
      socket.on('error', () => undefined)
      socket.on('close', () => resolve({ text: answer, socket }))
    })
  }

  for (const channelId of ['emulator', 'webchat', 'directline'])
    it(`F13: ${channelId} is refused; in local mode, where people try it, the answer says what is served instead`, async () => {
      const body = JSON.stringify({ ...ACTIVITY, channelId })
      for (const localOnly of [true, false]) {
        await open({ localOnly })
        const reply = await post(server.url, '/api/messages', JSON_HEADERS, body)
        assert.equal(reply.status, 400)
        if (localOnly) {
          assert.match(reply.body, /serves Microsoft Teams only.*not the Bot Framework Emulator/)
          await server.close(0)
        } else assert.equal(reply.body, '')
      }
    })

  describe('health', () => {
    let isReady = true
    let draining = false
    beforeEach(() => {
      isReady = true
      draining = false
      const ready = async () => (isReady ? undefined : Promise.reject(new Error('gone')))
      return open({ routes: healthRoutes({ database: { ready }, draining: () => draining }) })
    })
    const head = (path: string) => post(server.url, path, {}, '', 'HEAD')

    for (const path of ['/healthz', '/readyz'])
      it(`${path} is answered to HEAD as to GET, without the body`, async () => {
        const [byGet, byHead] = [await get(path), await head(path)]
        assert.deepEqual([byGet.status, byGet.body], [200, 'ok\n'])
        assert.deepEqual([byHead.status, byHead.body], [200, ''])
        assert.equal(byHead.headers['content-length'], byGet.headers['content-length'])
        assert.equal((await post(server.url, path, {}, '')).status, 405)
      })

    it('a monitor hears by HEAD too that records are gone, or that we are told to stop', async () => {
      isReady = false
      assert.deepEqual([(await head('/readyz')).status, (await head('/healthz')).status], [503, 200])
      isReady = true
      draining = true
      assert.deepEqual([(await head('/readyz')).status, (await get('/readyz')).status], [503, 503])
    })
  })

  describe('pages', () => {
    beforeEach(() => open())

    it('carry the strict headers, their own where they say so, and can never be framed', async () => {
      const plain = await get('/healthz')
      assert.deepEqual([plain.status, plain.body], [200, 'fine'])
      assert.match(String(plain.headers['content-security-policy']), /^default-src 'none'; .*frame-ancestors 'none'$/)
      for (const [name, value] of [
        ['x-content-type-options', 'nosniff'],
        ['referrer-policy', 'no-referrer'],
        ['x-frame-options', 'DENY'],
        ['cache-control', 'no-store'],
        ['server', undefined],
      ] as const) {
        assert.equal(plain.headers[name], value, name)
      }
      const own = await get('/page')
      assert.equal(own.body, '<p>您好')
      assert.equal(own.headers['content-security-policy'], "default-src 'self'; frame-ancestors 'none'")
      assert.equal(own.headers['cache-control'], 'private')
      assert.equal(own.headers['x-content-type-options'], 'nosniff')
    })

    it('get the raw bytes, the query and the headers as they came', async () => {
      const bytes = Buffer.from([0, 255, 13, 10, 0xc3])
      const reply = await post(
        server.url,
        '/echo?a=1&a=2&b=%E6%82%A8',
        { 'X-Signature': 'x', 'content-type': 'image/png' },
        bytes,
      )
      assert.equal(reply.status, 200)
      const [request] = seen
      assert.deepEqual(request?.body, bytes)
      assert.deepEqual(request?.query.getAll('a'), ['1', '2'])
      assert.equal(request?.query.get('b'), '您')
      assert.deepEqual([request?.method, request?.path, request?.headers['x-signature']], ['POST', '/echo', 'x'])
      assert.match(request?.remote ?? '', /127\.0\.0\.1$/)
    })

    it('unknown path 404, wrong method 405, nothing said', async () => {
      for (const [method, path, status] of [
        ['GET', '/', 404],
        ['GET', '/healthz/', 404],
        ['GET', '/HEALTHZ', 404],
        ['GET', '/healthz/..', 404],
        ['GET', '/healthz%00', 404],
        ['GET', '/constructor', 404],
        ['GET', '/__proto__', 404],
        ['POST', '/healthz', 405],
        ['PUT', '/healthz', 405],
        ['DELETE', '/api/messages', 405],
        ['GET', '/api/messages', 405],
        ['HEAD', '/api/messages', 405],
        ['HEAD', '/page', 405],
        ['OPTIONS', '/api/messages', 405],
        ['TRACE', '/healthz', 405],
      ] as const) {
        const reply = await post(server.url, path, {}, '', method)
        assert.deepEqual([reply.status, reply.body], [status, ''], `${method} ${path}`)
      }
    })

    it('F69: what a handler throws stays here: 500, a reference, no word of it', async () => {
      for (const path of ['/throws', '/throws-anything']) {
        const reply = await post(server.url, path, {}, '')
        assert.deepEqual([reply.status, reply.body], [500, ''])
        const reference = String(reply.headers['x-reference'])
        assert.match(reference, /^[\w-]{8}$/)
        assert.ok(lines.some((line) => JSON.parse(line).ref === reference))
        assert.ok(!lines.join('').includes('canary'))
      }
    })

    it('F41: a turn that throws past the adapter is a 500 with a reference, too', async () => {
      messages = async () => {
        throw new Error('canary')
      }
      const reply = await say()
      assert.deepEqual([reply.status, reply.body], [500, ''])
      assert.ok(reply.headers['x-reference'])
    })

    it('F41: a turn that throws in the middle of its answer leaves nobody waiting', async () => {
      messages = async (_request, response) => {
        response.writeHead(200, { 'content-length': '100' })
        throw new Error('canary')
      }
      await assert.rejects(say())
    })

    it('F3: bodies over the bound of their route -> 413, whether announced or not', async () => {
      for (const [path, size] of [
        ['/small', 11],
        ['/echo', 65_537],
        ['/api/messages', 262_145],
      ] as const) {
        const announced = await post(server.url, path, JSON_HEADERS, Buffer.alloc(size))
        const chunked = await post(
          server.url,
          path,
          { ...JSON_HEADERS, 'transfer-encoding': 'chunked' },
          Buffer.alloc(size),
        )
        assert.deepEqual([announced.status, chunked.status, announced.body, chunked.body], [413, 413, '', ''], path)
      }
      assert.equal((await post(server.url, '/small', {}, Buffer.alloc(10))).status, 204)
    })

    it('F1: a compressed body is refused on every route before anything inflates it', async () => {
      for (const path of ['/echo', '/small', '/api/messages']) {
        for (const encoding of ['gzip', 'deflate', 'br', 'gzip, gzip', 'x']) {
          const reply = await post(server.url, path, { ...JSON_HEADERS, 'content-encoding': encoding }, 'not gzip')
          assert.deepEqual([reply.status, reply.body], [415, ''], `${path} ${encoding}`)
        }
      }
      assert.equal((await get('/healthz')).status, 200)
    })

    it('serves health checks that speak HTTP/1.0 and name no host', async () => {
      assert.match((await raw('GET /healthz HTTP/1.0\r\n\r\n')).text, /^HTTP\/1.1 200 OK[\s\S]*fine$/)
    })

    it('takes a body only after saying that it will, if asked first', async () => {
      const head = 'POST /echo HTTP/1.1\r\nHost: a\r\nConnection: close\r\nExpect: 100-continue\r\n'
      assert.match(
        (await raw(`${head}Content-Length: 2\r\n\r\nhi`)).text,
        /^HTTP\/1.1 100 Continue\r\n\r\nHTTP\/1.1 200 OK[\s\S]*hi$/,
      )
      assert.match((await raw(`${head}Content-Length: 99999999\r\n\r\n`, { end: true })).text, /^HTTP\/1.1 413 /)
    })
  })

  describe('requests that are none', () => {
    beforeEach(() => open())

    const HOSTS = ['[', 'a b', 'x:99999', '', 'a/b', 'a@b', '%41', 'é', 'a#b', '[::1', 'a:b', '\\']
    const TARGETS = [
      '//x',
      '*',
      'http://evil.example/',
      '/%zz',
      '/%',
      '/a?%zz',
      '/\\x',
      '/é',
      'x',
      `/${'a'.repeat(3_000)}`,
    ]
    const OTHERS = [
      'garbage\r\n\r\n',
      'GET / HTTP/9.9\r\n\r\n',
      'GET / HTTP/1.1\r\n\r\n',
      'GET / HTTP/1.1\r\nHost: a\r\nContent-Length: -1\r\n\r\n',
      'POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n',
      'POST /echo HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n',
      `GET / HTTP/1.1\r\nHost: a\r\nX: ${'a'.repeat(20_000)}\r\n\r\n`,
      'CONNECT a:1 HTTP/1.1\r\nHost: a\r\n\r\n',
      '\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03',
      '\0\0\0\0',
    ]
    const ALL = [
      ...HOSTS.map((host) => `GET /healthz HTTP/1.1\r\nHost: ${host}\r\nConnection: close\r\n\r\n`),
      ...TARGETS.map((target) => `GET ${target} HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n`),
      ...OTHERS,
    ]
    for (const text of ALL) {
      it(`are refused without a word, and the next one is served: ${JSON.stringify(text).slice(1, 50)}`, async () => {
        const answer = await raw(text, { end: true })
        assert.match(answer.text, /^(HTTP\/1\.1 4\d\d [\s\S]*\r\n\r\n)?$/)
        assert.equal((await get('/healthz')).status, 200)
      })
    }

    it('upgrades are cut off: nobody would look after such a connection', async () => {
      const answer = await raw('GET /healthz HTTP/1.1\r\nHost: a\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n')
      assert.equal(answer.text, '')
    })
  })

  describe('slow senders', () => {
    const limits = { headersMs: 300, requestMs: 600, keepAliveMs: 300 }
    beforeEach(() => open({ limits }))

    const SLOW: [what: string, text: string][] = [
      ['says nothing', ''],
      ['begins its headers', 'POST /echo HTTP/1.1\r\nHost: a\r\n'],
      ['stops in the middle of its body', 'POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 100\r\n\r\nabc'],
      [
        'stops in the middle of its activity',
        `POST /api/messages HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{`,
      ],
      [
        'stops in the middle of a chunk',
        'POST /echo HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\nff\r\nabc',
      ],
      ['keeps its connection for nothing', 'GET /healthz HTTP/1.1\r\nHost: a\r\n\r\n'],
    ]
    it('F6: are dropped, all of them, and nobody else', async () => {
      const all = SLOW.map(([what, text]) => withinLoopTime(6_000, raw(text), `one that ${what}`))
      assert.equal((await say()).status, 200)
      await Promise.all(all)
    })

    it('F3: all bodies together are bounded: who comes over it gets 503, and it goes down again', async () => {
      await server.close(0)
      await open({ limits: { allBytes: 100_000, pageBytes: 64 * 1024 } })
      const half = `POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 60001\r\n\r\n${'x'.repeat(60_000)}`
      const first = connect(server.port, '127.0.0.1', () => first.write(half))
      const whole = async () => (await post(server.url, '/echo', {}, Buffer.alloc(60_000))).status
      // Both until the server has come to know of it.
      while ((await whole()) !== 503);
      first.destroy()
      while ((await whole()) !== 200);
    })
  })

  if (process.env.LONG) {
    it('F6: the usual bounds end within 10 seconds, tidying included', async () => {
      await open()
      const stalled = [raw(''), raw('POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 9\r\n\r\n')]
      await withinLoopTime(10_500, Promise.all(stalled), 'stalled ones')
    })
  }

  describe('the end', () => {
    beforeEach(() => open())

    it('F67: running turns finish, new ones are refused, readiness is still told, then nobody listens', async () => {
      let finish = () => {}
      const begun = new Promise<void>((resolve) => {
        messages = async (_request, response) => {
          resolve()
          await new Promise<void>((release) => {
            finish = release
          })
          end(response, 'finished')
        }
      })
      const turn = say()
      await begun
      const closed = server.close(10_000)
      assert.equal((await say()).status, 503)
      const health = await get('/healthz')
      assert.deepEqual([health.status, health.headers.connection], [200, 'close'])
      finish()
      assert.equal((await turn).body, 'finished')
      await closed
      await assert.rejects(get('/healthz'), /ECONNREFUSED/)
    })

    it('F67: what does not finish in time is cut off', async () => {
      const begun = new Promise<void>((resolve) => {
        messages = () => {
          resolve()
          return new Promise(() => {})
        }
      })
      const rejected = assert.rejects(say())
      await begun
      await withinLoopTime(2_000, server.close(200), 'a turn that does not finish')
      await rejected
    })

    it('F67: idle connections do not hold it up', async () => {
      const idle = raw('GET /healthz HTTP/1.1\r\nHost: a\r\n\r\n')
      const silent = raw('')
      await get('/healthz')
      await withinLoopTime(5_000, Promise.all([server.close(10_000), idle, silent]), 'idle connections')
    })
  })

  describe('the beginning', () => {
    it('takes literal routes only', async () => {
      await open()
      for (const path of ['/a/:id', '/*', '/a(b)', 'x', '/a?b', '/[a]']) {
        await assert.rejects(
          openServer({
            host: '127.0.0.1',
            port: 0,
            routes: [page('GET', path, async () => ({ status: 200 }))],
            messages,
            guard: () => ({ ok: false, status: 400 }),
            log: openLog({ level: 'silent' }),
            localOnly: false,
          }),
          /not a literal path/,
        )
      }
    })

    it('F68: no connection to be had for a moment (EMFILE) is logged and survived', async () => {
      const http = createServer({})
      const log = openLog({ level: 'error', destination: { write: (line) => void lines.push(line) } })
      server = await drainable(http).listen({ host: '127.0.0.1', port: 0, log }, LIMITS)
      http.server.emit('error', Object.assign(new Error('accept EMFILE'), { code: 'EMFILE' }))
      assert.equal(JSON.parse(lines.at(-1) ?? '').err.code, 'EMFILE')
      assert.equal((await get('/')).status, 404)
    })

    it('says so if somebody else has the port', async () => {
      await open()
      await assert.rejects(
        openServer({
          host: '127.0.0.1',
          port: server.port,
          routes: [],
          messages,
          guard: () => ({ ok: false, status: 400 }),
          log: openLog({ level: 'silent' }),
          localOnly: false,
        }),
        { code: 'EADDRINUSE' },
      )
    })
  })
})
