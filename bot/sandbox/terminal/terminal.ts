import type { Locale } from '../../../store/use-cases/services.ts'
import type { Connector } from '../connector/connector.ts'
import { type Card, cardsFor } from '../connector/message.ts'
import type { Controls } from '../page/console.ts'
import { askInputs } from './terminal-ask.ts'
import { openLines } from './terminal-lines.ts'
import { openRefreshes } from './terminal-refresh.ts'
import { openScreen, type Pressable } from './terminal-screen.ts'
import { type TerminalText, terminalText } from './terminal-text.ts'
import { readWord } from './terminal-words.ts'

export type TerminalOptions = {
  connector: Connector
  input: NodeJS.ReadableStream & { isTTY?: boolean }
  output: NodeJS.WritableStream
  /** Who talks first; the first on stage unless said. */
  person?: string
  controls?: Controls
}

/** The same talk in a terminal: cards as text, a number presses a button. Resolves when the talk is ended. */
export async function talkInTerminal(options: TerminalOptions): Promise<void> {
  const { connector, input, output, controls = {} } = options
  const lines = openLines(input, output, input.isTTY === true)
  const screen = openScreen(lines.write)
  const refreshes = openRefreshes(connector, () => news())
  let personId = options.person ?? connector.people[0]?.id ?? ''
  const locale = (): Locale => (connector.person(personId).locale.toLowerCase().startsWith('zh') ? 'zh-TW' : 'en')
  const tell = (key: TerminalText, values?: Record<string, string>) => lines.write(terminalText(locale(), key, values))
  const news = () => {
    for (const message of connector.conversation(personId)) {
      if (message.from === 'bot' && message.type === 'message' && !refreshes.isUnderWay(message, personId)) {
        screen.show(message, personId, connector.bot.name, locale())
      }
    }
  }
  const stop = connector.onChange((conversation) => {
    if (conversation === personId) news()
  })

  await be(personId)
  for (;;) {
    const line = (await lines.next('> '))?.trim()
    if (line === undefined || line === 'exit' || line === '/exit') break
    if (line !== '') await act(line)
  }
  stop()
  lines.close()

  async function be(id: string): Promise<void> {
    personId = id
    const { name, company } = connector.person(id)
    tell('hello', { name, company })
    // The bot's last message of an earlier talk is shown again: its buttons can be pressed.
    screen.skip(connector.conversation(id).slice(0, -1), id)
    screen.nextTurn()
    if (!connector.installed(id)) await connector.install(id)
    await settle()
  }

  /** Until the bot has answered and said what it had to say. */
  async function settle(): Promise<void> {
    await connector.quiet()
    news()
    await refreshes.settled()
  }

  async function act(line: string): Promise<void> {
    if (line.startsWith('/')) {
      const say = await readWord(line, { connector, controls, personId, be, tell, write: lines.write })
      if (say !== undefined) await write(say)
      return
    }
    const button = /^\d{1,3}$/.test(line) ? screen.find(Number(line)) : undefined
    if (button) await press(button)
    else await write(line)
  }

  async function write(text: string): Promise<void> {
    screen.nextTurn()
    const { status } = await connector.say(personId, text)
    await settle()
    if (status < 200 || status > 299) tell('lost')
  }

  async function press(button: Pressable): Promise<void> {
    const { action, messageId } = button
    const card = cardOf(messageId)
    if (action.type === 'Action.OpenUrl') return tell('open', { url: String(action.url) })
    if (action.type === 'Action.ShowCard') return screen.print(Object(action.card), messageId, locale(), button)
    screen.nextTurn()
    if (action.type === 'Action.ToggleVisibility') return card && screen.toggle(button, card, locale())
    const answers = await askInputs(button.inputs, lines, locale())
    if (!answers) return
    await connector.press(personId, messageId, action, answers)
    await settle()
  }

  function cardOf(messageId: string): Card | undefined {
    const message = connector.conversation(personId).find((each) => each.id === messageId)
    return message && cardsFor(message, personId)[0]
  }
}
