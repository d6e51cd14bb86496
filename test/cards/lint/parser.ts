import { createRequire } from 'node:module'

type Event = { message: string }
/** What we use of the package. Its own types lead into its sources, which our compiler options refuse. */
type Parser = {
  AdaptiveCard: new () => {
    parse(content: unknown, context: unknown): void
    validateProperties(): { validationEvents: Event[] }
  }
  SerializationContext: new () => { eventCount: number; getEventAt(index: number): Event }
}

// The package's entry imports files that Node can't resolve; the bundle it brings along needs nothing else.
const { AdaptiveCard, SerializationContext }: Parser = createRequire(import.meta.url)(
  'adaptivecards/dist/adaptivecards.js',
)

/** It takes only two-letter languages (and those every second time); fonts and voices need to know which Chinese it is. */
const KNOWN = /^Invalid value "(en|zh-TW)" for property "lang"\.$/

/** What Microsoft's own parser and validator say about a card. */
export function parserComplaints(content: unknown): string[] {
  const card = new AdaptiveCard()
  const context = new SerializationContext()
  card.parse(content, context)
  const found = card.validateProperties()
  const parsed = Array.from({ length: context.eventCount }, (_, i) => context.getEventAt(i).message)
  return [...parsed, ...found.validationEvents.map((each) => each.message)].filter((each) => !KNOWN.test(each))
}
