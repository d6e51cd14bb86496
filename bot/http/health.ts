import type { Database } from '../../store/database/collection.ts'
import type { Route } from './server.ts'

/** `/healthz`: the process answers. `/readyz`: it would serve a turn now. Front doors and monitors ask by GET or HEAD. */
export function healthRoutes({
  database,
  draining,
}: {
  database: Pick<Database, 'ready'>
  draining: () => boolean
}): Route[] {
  const page = (status: number) => ({
    status,
    headers: { 'content-type': 'text/plain' },
    body: status === 200 ? 'ok\n' : 'not ready\n',
  })
  return [
    { method: 'GET', head: true, path: '/healthz', handle: async () => page(200) },
    {
      method: 'GET',
      head: true,
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
