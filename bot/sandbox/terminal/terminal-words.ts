import { knownZone } from '../../../store/use-cases/people/zones.ts'
import type { Connector } from '../connector/connector.ts'
import type { Controls } from '../page/console.ts'
import type { TerminalText } from './terminal-text.ts'

export type Words = {
  connector: Connector
  controls: Controls
  personId: string
  be(personId: string): Promise<void>
  tell(key: TerminalText, values?: Record<string, string>): void
  write(line: string): void
}

/** Does what a line with a slash asks of the terminal itself. Gives the text that is to be said to the bot, if any. */
export async function readWord(line: string, words: Words): Promise<string | undefined> {
  const [, word = '', rest = ''] = /^\/(\S*)\s*(.*)$/.exec(line) ?? []
  if (word === 'say' && rest !== '') return rest
  const done = await (verbs[word]?.(rest, words) ?? false)
  if (!done) words.tell('unknown', { word: line })
  return undefined
}

/** Each says whether it could do what was asked. */
const verbs: Record<string, (rest: string, words: Words) => Promise<boolean>> = {
  async help(_rest, { tell }) {
    tell('help')
    return true
  },
  async who(rest, { connector, personId, be, write }) {
    if (rest !== '') {
      const person = connector.people.find((each, index) => each.id === rest || String(index + 1) === rest)
      if (person) await be(person.id)
      return person !== undefined
    }
    connector.people.forEach(({ id, name, company }, index) => {
      write(`${id === personId ? '*' : ' '} ${index + 1}  ${name}, ${company}  ${id}`)
    })
    return true
  },
  async language(rest, { connector, personId }) {
    const locale = { en: 'en-US', 'en-us': 'en-US', zh: 'zh-TW', 'zh-tw': 'zh-TW' }[rest.toLowerCase()]
    if (locale) connector.change(personId, { locale })
    return locale !== undefined
  },
  async zone(rest, { connector, personId }) {
    const zone = knownZone(rest)
    if (zone) connector.change(personId, { zone })
    return zone !== undefined
  },
  async days(rest, { connector, controls, tell }) {
    const days = Number(rest)
    if (!controls.clock || !Number.isInteger(days) || days < 1 || days > 3_660) return false
    await controls.clock.advance(days)
    await connector.quiet()
    tell('now', { now: controls.clock.now() })
    return true
  },
  async next(rest, words) {
    return rest === '' && goOn(words, words.controls.clock?.toNextMessage)
  },
  async renewal(rest, words) {
    return rest === '' && goOn(words, words.controls.clock?.toRenewal)
  },
  async outcome(rest, { controls, tell, write }) {
    if (!controls.outcomes?.includes(rest)) {
      write(controls.outcomes?.join('  ') ?? '')
      return false
    }
    controls.nextCharge?.(rest)
    tell('outcome', { outcome: rest })
    return true
  },
  async dispute(rest, { controls, connector, tell, write }) {
    if (!controls.dispute || !controls.disputes?.includes(rest)) {
      write(controls.disputes?.join('  ') ?? '')
      return false
    }
    tell((await controls.dispute(rest)) ? 'disputed' : 'not-paid')
    await connector.quiet()
    return true
  },
  async refund(rest, { controls, connector, tell, write }) {
    if (controls.nextRefund && controls.refundOutcomes?.includes(rest)) {
      controls.nextRefund(rest)
      tell('next-refund', { outcome: rest })
      return true
    }
    if (!controls.refund || !controls.refundActs?.includes(rest)) {
      write([...(controls.refundOutcomes ?? []), ...(controls.refundActs ?? [])].join('  '))
      return false
    }
    tell((await controls.refund(rest)) ? 'gateway-tells' : 'no-refund')
    await connector.quiet()
    return true
  },
  async wait(rest, { connector, personId, tell }) {
    const seconds = Number(rest || 10)
    if (!(seconds > 0 && seconds <= 600)) return false
    const before = connector.changes()
    const news = (messages: { changed: number; from: string }[]) =>
      messages.some((each) => each.from === 'bot' && each.changed > before)
    await connector.waitFor(personId, news, { timeoutMs: seconds * 1_000 }).catch(() => tell('nothing'))
    return true
  },
}

/** Turns the clock to where the bot says something by itself. */
async function goOn({ connector, controls, tell }: Words, move?: () => Promise<string | undefined>): Promise<boolean> {
  if (!controls.clock || !move) return false
  const at = await move()
  await connector.quiet()
  if (at === undefined) tell('nothing-due')
  tell('now', { now: controls.clock.now() })
  return true
}
