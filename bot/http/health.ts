import type { Database } from '../../store/database/collection.ts'
import type { Route } from './server.ts'

/** `/healthz`: the process answers. `/readyz`: it would serve a turn now. */
export function healthRoutes({ database, draining }: { database: Database; draining: () => boolean }): Route[] {
  const page = (status: number) => ({
    status,
    headers: { 'content-type': 'text/plain' },
    body: status === 200 ? 'ok\n' : 'not ready\n',
  })
  return [
    { method: 'GET', path: '/healthz', handle: async () => page(200) },
    {
      method: 'GET',
      path: '/readyz',
      async handle() {
        if (draining()) return page(503)
        return page(
          await database.ready().then(
            () => 200,
            () => 503,
          ),
        )
      },
    },
  ]
}
