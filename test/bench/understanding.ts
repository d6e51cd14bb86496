/**
 * How well the bot understands what people write: `npm run understanding` cross-validates, reports, and exits with 1 if
 * it is not good enough. `-- --train` trains on all sentences and writes the weights; `-- --wrong` lists the mistakes.
 */
import { writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import {
  crossValidate,
  dangerous,
  type Figures,
  figures,
  judge,
  nearlyDangerous,
  type Outcome,
} from './understanding/evaluate.ts'
import { HELD_OUT, SENTENCES } from './understanding/sentences.ts'
import { train, weightsText } from './understanding/train.ts'

const { values } = parseArgs({
  options: {
    train: { type: 'boolean' },
    wrong: { type: 'boolean' },
    seed: { type: 'string' },
    folds: { type: 'string' },
  },
})

if (values.train) {
  writeFileSync(new URL('../../dialogs/understanding/weights.json', import.meta.url), weightsText(train(SENTENCES)))
  console.log(`Trained on ${SENTENCES.length} sentences.`)
} else {
  process.exitCode = report() ? 0 : 1
}

function report(): boolean {
  const seed = Number(values.seed ?? 20261123)
  const folds = Number(values.folds ?? 5)
  console.log(`${folds}-fold cross-validation, seed ${seed}\n`)
  const outcomes = crossValidate(SENTENCES, folds, seed)
  const heldOut = HELD_OUT.map((example) => judge(example))
  tell('cross-validated', outcomes)
  tell('never trained on', heldOut)
  for (const language of ['en', 'zh-TW'] as const) {
    confusions(
      language,
      outcomes.filter((outcome) => outcome.language === language),
    )
  }
  const wrong = dangerous([...outcomes, ...heldOut])
  list('Dangerous confusions (certain)', wrong)
  list('Renew and turn off swapped, but asked about', nearlyDangerous([...outcomes, ...heldOut]))
  if (values.wrong)
    list(
      'All mistakes',
      [...outcomes, ...heldOut].filter(({ shown, label }) => shown !== label),
    )
  const { top1, top2 } = figures(outcomes)
  const good = top1 >= 0.9 && top2 >= 0.97 && wrong.length === 0
  console.log(good ? 'Good enough.' : 'Not good enough: wanted are top-1 ≥ 0.90, top-2 ≥ 0.97, no dangerous confusion.')
  return good
}

function tell(title: string, outcomes: Outcome[]): void {
  const line = ({ sentences, top1, top2, coverage, precision }: Figures) =>
    [sentences, top1.toFixed(3), top2.toFixed(3), coverage.toFixed(3), precision.toFixed(4)]
      .map((cell) => String(cell).padStart(11))
      .join('')
  console.log(`${title.padEnd(18)}  sentences      top-1      top-2   certain  precision`)
  for (const language of ['en', 'zh-TW'] as const) console.log(language.padEnd(17), line(figures(outcomes, language)))
  console.log('both'.padEnd(17), line(figures(outcomes)), '\n')
}

/** Rows are what was meant, columns what was understood first; only what occurred. */
function confusions(language: string, outcomes: Outcome[]): void {
  const labels = [...new Set(outcomes.map(({ label }) => label))]
  console.log(`Confusions, ${language} (meant: understood as …)`)
  for (const meant of labels) {
    const of = outcomes.filter(({ label }) => label === meant)
    const cells = labels
      .map((shown) => ({ shown, times: of.filter((outcome) => outcome.shown === shown).length }))
      .filter(({ shown, times }) => times > 0 && shown !== meant)
      .sort((a, b) => b.times - a.times)
    const right = of.filter(({ shown }) => shown === meant).length
    console.log(
      `  ${meant.padEnd(20)} ${right}/${of.length}  ${cells.map((cell) => `${cell.shown} ${cell.times}`).join(', ')}`,
    )
  }
  console.log('')
}

function list(title: string, outcomes: Outcome[]): void {
  console.log(`${title}: ${outcomes.length}`)
  for (const { language, label, shown, second, certain, text } of outcomes) {
    console.log(`  ${language} ${label} → ${shown}${certain ? '!' : ''} / ${second}: ${text}`)
  }
  console.log('')
}
