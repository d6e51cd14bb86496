import { z } from 'zod'
import { knownZone } from '../../../store/use-cases/people/zones.ts'
import { jsonIn } from '../../../store/values/json.ts'
import type { PageRequest, PageResponse, Route } from '../../http/server.ts'
import type { Connector } from '../connector/connector.ts'

const person = z.string().max(100)
const message = z.string().max(200)
const locale = z.string().max(35).refine(isLocale)
const zone = z.string().max(60).transform(knownZone).pipe(z.string())
/** The action as the renderer hands it over: its data holds the inputs already. */
const action = z.object({
  type: z.string().max(100),
  id: z.string().optional().catch(undefined),
  verb: z.string().optional().catch(undefined),
  data: z.unknown().optional(),
})

/** What a person can do on the page; each is one POST with a JSON body. */
export function actRoutes(connector: Connector): Route[] {
  return [
    post('install', z.strictObject({ person }), async (ask) => {
      if (!connector.installed(ask.person)) await connector.install(ask.person)
    }),
    post('install-team', z.strictObject({ person, channel: person }), (ask) =>
      connector.installInTeam(ask.channel, ask.person),
    ),
    post('uninstall', z.strictObject({ person }), (ask) => connector.uninstall(ask.person)),
    post('change', z.strictObject({ person, locale: locale.optional(), zone: zone.optional() }), async (ask) => {
      const { locale, zone } = ask
      connector.change(ask.person, { ...(locale ? { locale } : {}), ...(zone ? { zone } : {}) })
    }),
    post(
      'say',
      z.strictObject({
        person,
        text: z.string().min(1).max(100_000),
        in: z.string().optional(),
        thread: message.optional(),
      }),
      ({ person, text, in: place, thread }) =>
        connector.say(person, text, { ...(place ? { in: place } : {}), ...(thread ? { thread } : {}) }),
    ),
    post('press', z.strictObject({ person, message, action, trigger: z.enum(['manual', 'automatic']) }), (ask) =>
      connector.press(ask.person, ask.message, ask.action, {}, { trigger: ask.trigger }),
    ),
    post('edit', z.strictObject({ person, message, text: z.string().min(1).max(100_000) }), (ask) =>
      connector.edit(ask.person, ask.message, ask.text),
    ),
    post('remove', z.strictObject({ person, message }), (ask) => connector.remove(ask.person, ask.message)),
    post('redeliver', z.strictObject({ person, newId: z.boolean() }), (ask) =>
      connector.redeliver(ask.person, 1, { newId: ask.newId }),
    ),
  ]
}

/** An answer in JSON. */
export function json(found: unknown): PageResponse {
  return { status: 200, headers: { 'content-type': 'application/json; charset=utf-8' }, body: JSON.stringify(found) }
}

/**
 * A route that reads such a body; answers 400 to any other and 409 to what the stage does not have, else what `answer`
 * makes of what came of it.
 */
export function post<T, Result>(
  name: string,
  schema: z.ZodType<T>,
  act: (ask: T) => Promise<Result>,
  answer: (result: Result) => PageResponse = () => ({ status: 204 }),
): Route {
  async function handle(request: PageRequest): Promise<PageResponse> {
    const ask = schema.safeParse(jsonIn(request.body.toString('utf8')))
    if (!ask.success) return { status: 400, body: 'not a request of this page\n' }
    try {
      return answer(await act(ask.data))
    } catch (error) {
      return { status: 409, body: `${error instanceof Error ? error.message : 'failed'}\n` }
    }
  }
  return { method: 'POST', path: `/sandbox/${name}`, maxBytes: 512_000, handle }
}

function isLocale(text: string): boolean {
  try {
    return new Intl.Locale(text) !== undefined
  } catch {
    return false
  }
}
