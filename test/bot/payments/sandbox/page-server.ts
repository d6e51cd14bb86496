import { createServer, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { PageResponse, Route } from '../../../../bot/http/server.ts'

/** Serves routes on loopback for a browser, and nothing else. */
export async function servePages(
  routesFor: (url: string) => Promise<Route[]>,
): Promise<{ url: string; close(): Promise<void> }> {
  let routes: Route[] = []
  const server = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      const { pathname, searchParams } = new URL(request.url ?? '/', 'http://127.0.0.1')
      const route = routes.find((each) => each.path === pathname && each.method === request.method)
      const headers = Object.fromEntries(
        Object.entries(request.headers).map(([name, value]) => [name, Array.isArray(value) ? value.join(', ') : value]),
      )
      const body = Buffer.concat(chunks)
      const asked = { path: pathname, query: searchParams, headers, body, remote: request.socket.remoteAddress ?? '' }
      const none: PageResponse = { status: 404 }
      const answer = route ? route.handle({ ...asked, method: route.method }) : Promise.resolve(none)
      answer.then(
        (page) => write(response, page),
        (error: unknown) => write(response, { status: 500, body: String(error) }),
      )
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const url = `http://127.0.0.1:${portOf(server)}`
  routes = await routesFor(url)
  return {
    url,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

function portOf(server: Server): number {
  const address: AddressInfo | string | null = server.address()
  if (address === null || typeof address === 'string') throw new Error('the server does not listen')
  return address.port
}

/** Not chained: once restify is loaded, writeHead gives nothing back, in any server of the process. */
function write(response: ServerResponse, { status, headers, body }: PageResponse): void {
  response.writeHead(status, headers)
  response.end(body)
}
