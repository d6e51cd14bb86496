import { classifier, type Guess, type Label } from './classifier.ts'
import { featuresOf } from './features.ts'
import type { Frame } from './frames.ts'
import type { Reading } from './reading.ts'
import weights from './weights.json' with { type: 'json' }

export type Classify = ReturnType<typeof classifier>

/** The classifier that was trained on all the sentences. */
const trained: Classify = classifier(weights)

/** Grammar says some things more surely than counting words: how many times likelier each frame makes what it names. */
const SAYS: { frame: Frame; unless?: Frame[]; of: Partial<Record<Label, number>> }[] = [
  { frame: 'who-did', unless: ['who-may'], of: { audit: 8 } },
  { frame: 'who-may', unless: ['who-did'], of: { people: 8 } },
  {
    frame: 'auto-off',
    unless: ['auto-on', 'state', 'keeps', 'who-did'],
    of: { 'turn-off-auto-renew': 8, renew: 0.05, 'cancel-subscription': 0.3, stop: 0.3 },
  },
  {
    frame: 'not-renewed',
    unless: ['auto-on', 'state', 'keeps', 'who-did', 'who-may'],
    of: { 'turn-off-auto-renew': 8, renew: 0.05, 'cancel-subscription': 0.5 },
  },
  { frame: 'lapses', unless: ['keeps', 'who-did'], of: { 'turn-off-auto-renew': 6, renew: 0.2 } },
  { frame: 'auto-on', unless: ['state', 'who-did'], of: { renew: 8, 'turn-off-auto-renew': 0.05 } },
  {
    frame: 'wants-renewal',
    unless: ['auto-on', 'who-did', 'who-may', 'auto-off'],
    of: { renew: 12, 'turn-off-auto-renew': 0.05, stop: 0.2 },
  },
  { frame: 'keeps', of: { 'purchased-offers': 6, 'turn-off-auto-renew': 0.5, 'cancel-subscription': 0.5 } },
  { frame: 'auto-state', of: { 'purchased-offers': 8, renew: 0.2, 'turn-off-auto-renew': 0.2 } },
]

/** Every label with how likely it is, best first. */
export function rank(reading: Reading, classify: Classify = trained): Guess[] {
  const guesses = classify(featuresOf(reading)).map(({ label, probability }) => ({
    label,
    probability: probability * odds(label, reading.frames),
  }))
  const sum = guesses.reduce((total, { probability }) => total + probability, 0)
  return guesses
    .map(({ label, probability }) => ({ label, probability: probability / sum }))
    .sort((a, b) => b.probability - a.probability)
}

function odds(label: Label, frames: ReadonlySet<Frame>): number {
  return SAYS.filter(({ frame, unless }) => frames.has(frame) && !unless?.some((other) => frames.has(other)))
    .map(({ of }) => of[label] ?? 1)
    .reduce((product, factor) => product * factor, 1)
}
