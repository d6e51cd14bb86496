import {
  ActivityHandler,
  type Request as BotRequest,
  CloudAdapter,
  ConfigurationBotFrameworkAuthentication,
  type TurnContext,
} from 'botbuilder'
import restify from 'restify'

/** A stock bot on a stock adapter, so that the real botframework-connector client is what talks to our connector. */
export async function startStockBot(logic: (context: TurnContext) => Promise<void>) {
  const adapter = new CloudAdapter(new ConfigurationBotFrameworkAuthentication({}))
  const errors: unknown[] = []
  adapter.onTurnError = async (_context, error) => {
    errors.push(error)
  }
  /** Every activity that arrived, as it came over the wire. */
  const heard: Record<string, unknown>[] = []
  const server = restify.createServer()
  server.use(restify.plugins.bodyParser())
  server.post('/api/messages', async (request: restify.Request, response: restify.Response) => {
    heard.push(JSON.parse(JSON.stringify(request.body)))
    await adapter.process(request as BotRequest, response, async (context) => {
      const handler = new ActivityHandler()
      handler.onTurn(async (turn) => logic(turn))
      await handler.run(context)
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address()
  return {
    url: `http://127.0.0.1:${port}/api/messages`,
    adapter,
    heard,
    errors,
    close: () => new Promise<void>((resolve) => server.close(() => resolve())),
  }
}
