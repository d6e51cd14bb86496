import { createServer } from 'node:http'

/** A bot endpoint that keeps what it hears and answers as told. */
export async function startEndpoint() {
  const heard: Record<string, unknown>[] = []
  const headers: (string | undefined)[] = []
  const answers: { status: number; body?: unknown }[] = []
  let silent = false
  const server = createServer(async (request, response) => {
    const parts: Buffer[] = []
    for await (const part of request) parts.push(part)
    heard.push(JSON.parse(Buffer.concat(parts).toString('utf8')))
    headers.push(request.headers.authorization)
    if (silent) return
    const { status, body } = answers.shift() ?? { status: 200 }
    // Two statements: restify, once loaded, makes writeHead of all servers return nothing.
    response.writeHead(status)
    response.end(body === undefined ? '' : JSON.stringify(body))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  const port = typeof address === 'object' ? address?.port : undefined
  return {
    url: `http://127.0.0.1:${port}/api/messages`,
    heard,
    headers,
    answers,
    fallSilent: () => {
      silent = true
    },
    close: () => {
      server.closeAllConnections()
      return new Promise((resolve) => server.close(resolve))
    },
  }
}
