import { plain } from '../../cards/plain.ts'
import { type TextKey, type TextValues, text } from '../../cards/text.ts'
import type { Delivery } from '../../store/reminders/delivery.ts'
import { requireRole } from '../../store/use-cases/people/speaker.ts'
import { addressees, isReachable } from '../../store/use-cases/reminders/addressees.ts'
import type { Services } from '../../store/use-cases/services.ts'
import { choiceQuestion } from '../talk/choice.ts'
import { sayRefusal } from '../talk/refusing.ts'
import { say, turnOf } from '../talk/turn.ts'
import { type Step, waterfall } from '../talk/waterfall.ts'
import { handOver, putOff, told, toldKnown } from './reminder-answers.ts'
import { answeredReminder } from './reminder-became.ts'
import { lastMessage, type ReminderAnswer, remindersQuestion } from './reminders-question.ts'

type Wish = { answer?: ReminderAnswer }
/** Buttons that a card can have. */
const MOST_CHOICES = 4

/** S16: what comes when; put off by three days, known, or handed to a colleague. Charge notices can't be switched off. */
export function remindersDialog(services: Services) {
  const look: Step<Wish> = async (step) => {
    const may = requireRole(turnOf(step.context).speaker, 'purchaser')
    if (may.ok && step.options.answer) return step.next(step.options.answer)
    if (may.ok) {
      const message = await lastMessage(services, may.value)
      return step.beginDialog('reminders.list', message ? { message } : {})
    }
    if (may.refusal === 'needs-purchaser') await say(step.context, 'reminders.not-a-buyer')
    else await sayRefusal(step.context, may.refusal)
    return step.endDialog()
  }

  const answer: Step<Wish> = async (step) => {
    const turn = turnOf(step.context)
    const { verb, message } = step.result as ReminderAnswer
    const rows = await told(services, turn.speaker, message)
    if (!rows.ok) {
      await sayRefusal(step.context, rows.refusal)
      return step.endDialog()
    }
    if (verb === 'hand-over') return askWhom(step, message)
    if (verb === 'remind-later')
      await settled(step.context, rows.value, ...(await putOff(services, turn.speaker, rows.value)))
    if (verb === 'got-it') await settled(step.context, rows.value, await toldKnown(services, rows.value))
    return step.endDialog()
  }

  const hand: Step<Wish> = async (step) => {
    const { speaker } = turnOf(step.context)
    const { message } = step.values as { message: string }
    const rows = await told(services, speaker, message)
    const to = rows.ok ? await handOver(services, speaker, rows.value, String(step.result)) : rows
    if (rows.ok && to.ok) {
      const who = nameOf(to.value, speaker.locale)
      await settled(step.context, rows.value, 'reminders.handed-to', { who })
    } else if (!to.ok) await sayRefusal(step.context, to.refusal)
    return step.endDialog()
  }

  return waterfall<Wish>('reminders', [look, answer, hand], {
    list: remindersQuestion(services),
    colleague: choiceQuestion(services),
  })

  async function askWhom(step: Parameters<Step<Wish>>[0], message: string) {
    const { speaker } = turnOf(step.context)
    const others = (await addressees(services, speaker.tenantId)).filter(
      (each) => each.person._id !== speaker.person._id && isReachable(each),
    )
    if (others.length === 0) {
      await say(step.context, 'reminders.nobody')
      return step.endDialog()
    }
    Object.assign(step.values, { message })
    const choices = others.map(({ person }) => ({ value: person._id, title: nameOf(person, speaker.locale) }))
    const asked = { title: 'button.hand-over', ask: 'reminders.who', choices: choices.slice(0, MOST_CHOICES) }
    return step.beginDialog('reminders.colleague', asked)
  }

  function nameOf(person: { name?: string | undefined }, locale: 'en' | 'zh-TW'): string {
    return person.name ? plain(person.name) : text(locale, 'handed.somebody')
  }

  /** What became of the card that was pressed; said where nothing was pressed. */
  async function settled(
    context: Parameters<typeof say>[0],
    rows: Delivery[],
    key: TextKey,
    values: TextValues = {},
  ): Promise<void> {
    const turn = turnOf(context)
    const { locale } = turn.speaker
    const open = key !== 'reminders.over' && key !== 'reminders.handed-to'
    turn.became = await answeredReminder(services, rows, { line: text(locale, key, values), open, locale })
    if (turn.input.kind === 'text') await say(context, key, values)
  }
}
