import { createServer } from 'node:http'
import type { Route } from '../../../../bot/http/server.ts'

/** The least HTTP server that can serve routes: what the bot's own server does with them, without its protections. */
export async function serveRoutes(routes: Route[]) {
  const server = createServer(async (request, response) => {
    const url = new URL(request.url ?? '', 'http://127.0.0.1')
    const parts: Buffer[] = []
    for await (const part of request) parts.push(part)
    const route = routes.find((each) => each.method === request.method && each.path === url.pathname)
    const headers = Object.fromEntries(Object.entries(request.headers).map(([name, value]) => [name, String(value)]))
    const answer = await route?.handle({
      method: route.method,
      path: url.pathname,
      query: url.searchParams,
      headers,
      body: Buffer.concat(parts),
      remote: request.socket.remoteAddress ?? '',
    })
    response.writeHead(answer?.status ?? 404, answer?.headers ?? {})
    response.end(answer?.body ?? '')
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  return {
    url: `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`,
    close: () =>
      new Promise((resolve) => {
        server.close(resolve)
        server.closeAllConnections()
      }),
  }
}
