import assert from 'node:assert/strict'
import { ConversationState, MemoryStorage, TurnContext } from 'botbuilder'
import type { Dialog } from 'botbuilder-dialogs'
import { DialogSet } from 'botbuilder-dialogs/lib/dialogSet.js'
import { messageCard } from '../../../cards/message.ts'
import { collecting, end, next, prompt } from '../../../dialogs/talk/outcome.ts'
import { openQuestion, type Question } from '../../../dialogs/talk/question.ts'
import { stackIsSound } from '../../../dialogs/talk/stack.ts'
import { setTurn, turnOf } from '../../../dialogs/talk/turn.ts'
import { type Step, untilDone, waterfall } from '../../../dialogs/talk/waterfall.ts'
import { BareAdapter } from '../../support/bare-adapter.ts'

type Wish = { from: number }

/** Asks for a number, and how often it was asked to read one. */
function numberQuestion() {
  const reads: string[] = []
  const question: Question<{ least: number }, number> = {
    card: async () => messageCard('en', { lines: ['A number?'] }),
    read(input, { least }) {
      if (input.kind !== 'text') return undefined
      reads.push(input.text)
      return Number(input.text) >= least ? Number(input.text) : undefined
    },
    hint: () => 'A number, please.',
  }
  return { question, reads }
}

/** A conversation with these dialogs alone; each text is read by the open question, or begins `help`. */
function talkWith(dialogs: Dialog[]) {
  const state = new ConversationState(new MemoryStorage())
  const set = new DialogSet(state.createProperty('dialog'))
  for (const each of dialogs) set.add(each)
  const adapter = new BareAdapter()

  return async (text: string): Promise<{ said: string[]; sound: boolean }> => {
    const said: string[] = []
    const conversation = { id: 'c', isGroup: false, conversationType: 'personal', name: '' }
    const context = new TurnContext(adapter, { type: 'message', text, channelId: 'msteams', conversation })
    context.onSendActivities(async (_context, activities) => {
      said.push(...activities.map((each) => each.text ?? Object(each.attachments?.[0]?.content).fallbackText ?? ''))
      return activities.map(() => ({ id: '1' }))
    })
    const person = { _id: 'p', version: 1, partnerId: 't', objectId: 'o', role: 'viewer', firstSeenAt: '' } as const
    const speaker = { tenantId: 't', partner: undefined, person, locale: 'en', zone: 'UTC' } as const
    setTurn(context, {
      speaker,
      input: { kind: 'text', text },
      membership: async () => 'member',
      isAgent: async () => false,
    })
    const dc = await set.createContext(context)
    const sound = stackIsSound(dc)
    await collecting(context, async () => {
      const open = openQuestion(dc)
      const answer = open?.read(turnOf(context))
      if (answer !== undefined) await dc.endDialog(answer)
      else if (open) await dc.continueDialog()
      else await dc.beginDialog('help', { from: 2 })
    })
    await state.saveChanges(context)
    return { said, sound }
  }
}

describe('a waterfall', () => {
  it('hands each step the answer to what the step before has asked, read once', async () => {
    const { question, reads } = numberQuestion()
    const questions = { number: question }
    const heard: unknown[] = []
    const first: Step<Wish, undefined, number> = async (step) => prompt(questions.number, { least: step.wish.from })
    const second: Step<Wish, number, string> = async (_step, number) => next(`${number} it is`)
    const third: Step<Wish, string> = async (step, words) => {
      heard.push(words, step.wish)
      return end()
    }
    const say = talkWith(waterfall('help', [first, second, third], questions))
    await say('begin')
    assert.match((await say('1')).said.join(), /A number, please/)
    await say('3')
    assert.deepEqual(heard, ['3 it is', { from: 2 }])
    assert.deepEqual(reads, ['1', '3'])
  })

  it('asks nobody else’s question', async () => {
    const stranger: Step<Wish, undefined, number> = async () => prompt(numberQuestion().question, { least: 0 })
    const takes: Step<Wish, number> = async () => end()
    await assert.rejects(talkWith(waterfall('help', [stranger, takes], {}))('begin'), /not its own/)
  })

  it('does not compile where a step takes something else than what was asked for', () => {
    const { question } = numberQuestion()
    const asks: Step<Wish, undefined, number> = async () => prompt(question, { least: 0 })
    const takesWords: Step<Wish, string> = async () => end()
    // @ts-expect-error: a number is asked for, and words are taken.
    assert.ok(waterfall('help', [asks, takesWords], { question }))
    // @ts-expect-error: the question is asked without its data.
    const forgets: Step<Wish, undefined, number> = async () => prompt(question, {})
    assert.ok(forgets)
    // @ts-expect-error: there is no such dialog.
    assert.ok(waterfall('hepl', [async () => end()]))
  })
})

describe('a dialog that asks until nothing is missing', () => {
  it('takes every answer in the same step, and its stack stays sound', async () => {
    const { question } = numberQuestion()
    const questions = { number: question }
    const taken: number[] = []
    const first: Step<Wish, undefined, number> = async () => prompt(questions.number, { least: 0 })
    const each: Step<Wish, number, number> = async (_step, number) => {
      taken.push(number)
      return taken.length < 3 ? prompt(questions.number, { least: number }) : end()
    }
    const say = talkWith(untilDone('help', [first, each], questions))
    await say('begin')
    for (const number of ['5', '6', '7']) assert.equal((await say(number)).sound, true)
    assert.deepEqual(taken, [5, 6, 7])
    assert.match((await say('anything')).said.join(), /A number\?/, 'it is over: whoever writes begins anew')
  })
})
