import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from 'node:http'

type Hit = {
  method: string
  path: string
  headers: IncomingHttpHeaders
  body: string
  at: number
  socket: number
}

/** Answers one request; `undefined` leaves it to the usual answer: 200 and an id. */
export type Answerer = (hit: Hit, response: ServerResponse, request: IncomingMessage) => boolean | undefined

export type Sink = Awaited<ReturnType<typeof openSink>>

/** The least that can stand in a Bot Connector's place: takes everything, remembers it, answers as it is told. */
export async function openSink() {
  const hits: Hit[] = []
  const plan: Answerer[] = []
  let sockets = 0
  const numbers = new WeakMap<object, number>()
  const server = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      const { method = '', url = '', headers } = request
      const body = Buffer.concat(chunks).toString()
      const hit = { method, path: url, headers, body, at: performance.now(), socket: numbers.get(request.socket) ?? 0 }
      hits.push(hit)
      if (plan.shift()?.(hit, response, request)) return
      response.writeHead(200, { 'content-type': 'application/json' })
      response.end(JSON.stringify({ id: `id-${hits.length}` }))
    })
  })
  server.on('connection', (socket) => numbers.set(socket, ++sockets))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const bound = server.address()
  const port = typeof bound === 'object' && bound ? bound.port : 0
  return {
    url: `http://127.0.0.1:${port}/`,
    host: `127.0.0.1:${port}`,
    hits,
    /** What the next requests are answered with, in order. */
    next: (...answers: Answerer[]) => void plan.push(...answers),
    async close(): Promise<void> {
      await new Promise((resolve) => {
        server.close(resolve)
        server.closeAllConnections()
      })
    },
  }
}

/** An answer with a status, as Teams words it. */
export function status(code: number, headers: Record<string, string> = {}, word = 'Refused'): Answerer {
  return (_hit, response) => {
    response.writeHead(code, { 'content-type': 'application/json', ...headers })
    response.end(JSON.stringify({ error: { code: word, message: 'as asked for' } }))
    return true
  }
}

/** The connection breaks after the request was taken. */
export const reset: Answerer = (_hit, _response, request) => {
  request.socket.resetAndDestroy()
  return true
}

/** No answer, ever. */
export const hang: Answerer = () => true

/** The answer begins and never ends. */
export const hangInTheMiddle: Answerer = (_hit, response) => {
  response.writeHead(200, { 'content-type': 'application/json', 'content-length': '100' })
  response.write('{"id"')
  return true
}
