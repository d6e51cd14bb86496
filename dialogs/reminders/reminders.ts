import { plain } from '../../cards/plain.ts'
import { type TextKey, type TextValues, text } from '../../cards/text.ts'
import { isReachable } from '../../store/people/conversation.ts'
import type { Delivery } from '../../store/reminders/delivery.ts'
import { requireRole } from '../../store/use-cases/people/speaker.ts'
import { addressees } from '../../store/use-cases/reminders/addressees.ts'
import type { Services } from '../../store/use-cases/services.ts'
import { choiceQuestion } from '../talk/choice.ts'
import { type Effects, end, next, type Outcome, prompt, refuse } from '../talk/outcome.ts'
import { say } from '../talk/turn.ts'
import { type Step, type StepContext, waterfall } from '../talk/waterfall.ts'
import { answeredReminder } from './answered-reminder.ts'
import { handOver, markKnown, putOff, toldBy } from './reminder-answers.ts'
import { lastMessage, type ReminderAnswer, remindersQuestion } from './reminders-question.ts'

type Wish = { answer?: ReminderAnswer }
/** Which colleague a message is handed to. */
type HandedTo = { message: string; chosen: string }
/** Buttons that a card can have. */
const MOST_CHOICES = 4

/** S16: what comes when; put off by three days, known, or handed to a colleague. Charge notices can't be switched off. */
export function remindersDialog(services: Services) {
  const questions = { list: remindersQuestion(services), colleague: choiceQuestion<{ message: string }>(services) }

  const look: Step<Wish, undefined, ReminderAnswer> = async (step) => {
    const may = requireRole(step.turn.speaker, 'purchaser')
    if (may.ok && step.wish.answer) return next(step.wish.answer)
    if (may.ok) {
      const message = await lastMessage(services, may.value)
      return prompt(questions.list, message ? { message } : {})
    }
    if (may.refusal !== 'needs-purchaser') return refuse(step, may.refusal)
    await say(step.context, 'reminders.not-a-buyer')
    return end()
  }

  const answer: Step<Wish, ReminderAnswer, HandedTo> = async (step, { verb, message }) => {
    const { speaker } = step.turn
    const rows = await toldBy(services, speaker, message)
    if (!rows.ok) return refuse(step, rows.refusal)
    switch (verb) {
      case 'hand-over':
        return askWhom(step, message)
      case 'remind-later':
        return end(await settled(step, rows.value, ...(await putOff(services, speaker, rows.value))))
      case 'got-it':
        return end(await settled(step, rows.value, await markKnown(services, rows.value)))
    }
  }

  const handTo: Step<Wish, HandedTo> = async (step, { message, chosen }) => {
    const { speaker } = step.turn
    const rows = await toldBy(services, speaker, message)
    if (!rows.ok) return refuse(step, rows.refusal)
    const to = await handOver(services, speaker, rows.value, chosen)
    if (!to.ok) return refuse(step, to.refusal)
    return end(await settled(step, rows.value, 'reminders.handed-to', { who: nameOf(to.value, speaker.locale) }))
  }

  return waterfall('reminders', [look, answer, handTo], questions)

  async function askWhom(step: StepContext<Wish>, message: string): Promise<Outcome<HandedTo>> {
    const { speaker } = step.turn
    const others = (await addressees(services, speaker.tenantId)).filter(
      (each) => each.person._id !== speaker.person._id && isReachable(each),
    )
    if (others.length === 0) {
      await say(step.context, 'reminders.nobody')
      return end()
    }
    const choices = others.map(({ person }) => ({ value: person._id, title: nameOf(person, speaker.locale) }))
    const words = { title: 'button.hand-over', ask: 'reminders.who' } as const
    return prompt(questions.colleague, { ...words, message, choices: choices.slice(0, MOST_CHOICES) })
  }

  function nameOf(person: { name?: string | undefined }, locale: 'en' | 'zh-TW'): string {
    return person.name ? plain(person.name) : text(locale, 'handed.somebody')
  }

  /** What becomes of the card that was pressed; said where nothing was pressed. */
  async function settled(
    { context, turn }: StepContext<Wish>,
    rows: Delivery[],
    key: TextKey,
    values: TextValues = {},
  ): Promise<Effects> {
    const { locale } = turn.speaker
    const open = key !== 'reminders.over' && key !== 'reminders.handed-to'
    if (turn.input.kind === 'text') await say(context, key, values)
    return {
      replacementCard: await answeredReminder(services, rows, { line: text(locale, key, values), open, locale }),
    }
  }
}
