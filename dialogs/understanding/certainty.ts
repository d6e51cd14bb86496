import type { Guess, Label } from './classifier.ts'
import type { Frame } from './frames.ts'
import type { Concept } from './lexicon.ts'
import type { Reading } from './reading.ts'

/** What a card on money may be opened for without asking: every phrase must be one of these, or a filler. */
type Strict = { needs: Concept[]; allows: Concept[] }

const ABOUT: Concept[] = [
  'action-pack',
  'silver',
  'gold',
  'competency',
  'area',
  'subscription',
  'membership',
  'company',
]

/** What people ask us to cancel: it is support that does it (S20). */
const OBJECTS: ReadonlySet<Concept> = new Set<Concept>([...ABOUT, 'refund', 'buy'])

/** Words for ending something. */
const ENDINGS: ReadonlySet<Concept> = new Set<Concept>(['cancel', 'refund', 'nolonger'])

const STRICT: Partial<Record<Label, Strict>> = {
  renew: { needs: ['renew'], allows: [...ABOUT, 'year', 'held', 'this', 'expire', 'before', 'buy', 'partner', 'form'] },
  subscribe: { needs: ['buy', 'upgrade'], allows: [...ABOUT, 'year', 'this', 'partner', 'person'] },
  'turn-off-auto-renew': {
    needs: ['renew', 'auto', 'charge'],
    allows: [
      ...ABOUT,
      'off',
      'cancel',
      'neg',
      'stop',
      'lapse',
      'year',
      'held',
      'this',
      'expire',
      'nolonger',
      'payment',
      'card',
    ],
  },
}

/** What a sentence must not do for a command to be certain. */
const QUESTIONED: Frame[] = [
  'who-did',
  'who-may',
  'state',
  'forbids',
  'not-renewed',
  'auto-off',
  'auto-on',
  'keeps',
  'wonders',
  'done',
]
const NEVER_WITH: Partial<Record<Label, Frame[]>> = {
  join: ['forbids'],
  offers: ['forbids'],
  subscribe: QUESTIONED,
  renew: QUESTIONED,
  'turn-off-auto-renew': ['auto-on', 'state', 'keeps', 'who-did', 'who-may', 'auto-state', 'wonders', 'wants-renewal'],
  'cancel-subscription': ['keeps', 'who-did', 'who-may', 'auto-off', 'not-renewed', 'state', 'wonders'],
  continue: ['forbids'],
}

/** How likely the best guess must be, and how many times likelier than the next. */
const LIKELY = 0.85
const MARGIN = 10
/** Share of unknown words from which a sentence is not understood well enough. */
const UNKNOWN = 0.2

/** Whether the best guess may be acted on without asking. Acting opens a card: it never changes anything by itself. */
export function isCertain([best, next]: readonly Guess[], reading: Reading): boolean {
  if (!best || best.label === 'none') return false
  if (reading.concepts.some((alternatives) => alternatives.includes('elsewhere'))) return false
  if (NEVER_WITH[best.label]?.some((frame) => reading.frames.has(frame))) return false
  if (best.label === 'turn-off-auto-renew' && !reading.frames.has('auto-off') && !reading.frames.has('not-renewed')) {
    return false
  }
  if (best.label === 'cancel-subscription' && !endsSomething(reading)) return false
  if (best.label === 'stop' && reading.concepts.some(mayCancel) && !says(reading, 'this')) return false
  const strict = STRICT[best.label]
  if (strict ? !saysOnly(strict, reading) : reading.unknown > UNKNOWN) return false
  return best.probability >= LIKELY && best.probability >= MARGIN * (next?.probability ?? 0)
}

/** "Cancel" leaves the talk, "cancel my subscription" does not: without an object, either may be meant. */
function endsSomething(reading: Reading): boolean {
  const has = (concepts: ReadonlySet<Concept>) =>
    reading.concepts.some((some) => some.some((concept) => concepts.has(concept)))
  return has(OBJECTS) && has(ENDINGS) && !says(reading, 'renew')
}

const mayCancel = (alternatives: Concept[]) => alternatives.includes('cancel') && !alternatives.includes('stop')

const says = ({ concepts }: Reading, concept: Concept) =>
  concepts.some((alternatives) => alternatives.includes(concept))

function saysOnly({ needs, allows }: Strict, { concepts, unknown }: Reading): boolean {
  const wanted = new Set([...needs, ...allows])
  return (
    unknown === 0 &&
    concepts.every((alternatives) => alternatives.some((concept) => wanted.has(concept))) &&
    concepts.some((alternatives) => alternatives.some((concept) => needs.includes(concept)))
  )
}
