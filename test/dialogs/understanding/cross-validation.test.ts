import assert from 'node:assert/strict'
import weights from '../../../dialogs/understanding/weights.json' with { type: 'json' }
import { crossValidate, dangerous, figures, judge, type Outcome } from '../../bench/understanding/evaluate.ts'
import { HELD_OUT, SENTENCES } from '../../bench/understanding/sentences.ts'
import { train } from '../../bench/understanding/train.ts'

const LANGUAGES = ['en', 'zh-TW'] as const
/** The long run deals the sentences in other ways too. */
const SEEDS = process.env.LONG ? [20261123, 1, 2, 3, 4] : [20261123]
const FOLDS = process.env.LONG ? 10 : 3

describe('what people write', () => {
  for (const seed of SEEDS) {
    describe(`cross-validated in ${FOLDS} folds, seed ${seed}`, () => {
      let outcomes: Outcome[] = []
      before(() => {
        outcomes = crossValidate(SENTENCES, FOLDS, seed)
        assert.equal(outcomes.length, SENTENCES.length)
      })

      for (const language of LANGUAGES) {
        it(`is understood in ${language}: top-1 ≥ 0.90, top-2 ≥ 0.965`, () => {
          const { top1, top2 } = figures(outcomes, language)
          assert.ok(top1 >= 0.9, `top-1 ${top1}`)
          assert.ok(top2 >= 0.965, `top-2 ${top2}`)
        })
      }
      it('is understood in both together: top-1 ≥ 0.90, top-2 ≥ 0.97', () => {
        const { top1, top2 } = figures(outcomes)
        assert.ok(top1 >= 0.9, `top-1 ${top1}`)
        assert.ok(top2 >= 0.97, `top-2 ${top2}`)
      })
      it('is certain seldom wrongly, and often enough', () => {
        const { coverage, precision } = figures(outcomes)
        assert.ok(precision >= 0.98, `precision ${precision}`)
        assert.ok(coverage >= 0.6, `coverage ${coverage}`)
      })
      it('never takes one act on money for another with certainty', () => {
        assert.deepEqual(dangerous(outcomes), [])
      })
    })
  }

  describe('never trained on', () => {
    let outcomes: Outcome[] = []
    before(() => {
      outcomes = HELD_OUT.map((example) => judge(example))
    })

    for (const language of LANGUAGES) {
      it(`is understood in ${language}: top-1 ≥ 0.90, top-2 ≥ 0.95`, () => {
        const { top1, top2 } = figures(outcomes, language)
        assert.ok(top1 >= 0.9, `top-1 ${top1}`)
        assert.ok(top2 >= 0.95, `top-2 ${top2}`)
      })
    }
    it('never takes one act on money for another with certainty', () => {
      assert.deepEqual(dangerous(outcomes), [])
    })
  })

  it('is understood with weights that come from these very sentences (else: npm run understanding -- --train)', () => {
    const fresh = train(SENTENCES)
    assert.deepEqual(fresh.labels, weights.labels)
    assert.equal(fresh.features, weights.features)
    assert.ok(Math.abs(fresh.step - weights.step) <= weights.step * 1e-3)
    // One step either way: another release of Node may round the exponential function differently.
    const kept = Buffer.from(weights.rows, 'base64')
    const made = Buffer.from(fresh.rows, 'base64')
    assert.equal(made.length, kept.length)
    const most = made.reduce((far, _, at) => Math.max(far, Math.abs(made.readInt8(at) - kept.readInt8(at))), 0)
    assert.ok(most <= 1, `a weight differs by ${most} steps`)
  })
})
