import type { TurnContext } from 'botbuilder'
import { broughtMore } from '../../store/tickets/brought-more.ts'
import type { Ticket } from '../../store/tickets/ticket.ts'
import type { Services } from '../../store/use-cases/services.ts'
import { actOnTicket } from '../../store/use-cases/tickets/ticket-answers.ts'
import { decide } from '../../store/use-cases/tickets/ticket-deciding.ts'
import { ok } from '../../store/values/result.ts'
import { stored } from '../../store/values/time.ts'
import { say, type Turn, turnOf } from '../talk/turn.ts'
import { COMMANDS } from '../understanding/commands.ts'
import { exactCommand } from '../understanding/exact.ts'
import { ticketText } from './ticket-text.ts'
import { requestsMeant } from './ticket-words.ts'

/**
 * Pictures, files, voice and the like that came along: said at once that only text is kept, and how to give the rest. Where an
 * own request is meant, the desk's thread says that there was something. true: there was nothing else.
 */
export async function broughtOnly(services: Services, context: TurnContext, said: string): Promise<boolean> {
  const { input } = turnOf(context)
  if (input.kind !== 'text' || !input.broughtMore) return false
  await tellBrought(services, context, said)
  return said === ''
}

/**
 * Words beside a picture or a file that are nothing else are meant for the request that is open: they go there, by the
 * message's own key, so that an edit finds them. false: nothing came along.
 */
export async function wordsBeside(services: Services, context: TurnContext, said: string): Promise<boolean> {
  const turn = turnOf(context)
  const { speaker, input } = turn
  if (input.kind !== 'text' || !input.broughtMore) return false
  const meant = await requestMeant(services, turn)
  const words = ticketText(said).text
  if (!meant || !words) {
    await say(context, 'brought.help', { help: COMMANDS.help[speaker.locale] })
    return true
  }
  const act = { by: speaker.person._id, key: `m:${context.activity.id}`, now: stored(services.clock.now()) }
  const done = await actOnTicket(services, meant._id, 'reply', act, words)
  if (done.ok) await say(context, 'brought.words-taken', { number: meant.number })
  else await say(context, `refusal.${done.refusal}`)
  return true
}

async function tellBrought(services: Services, context: TurnContext, said: string): Promise<void> {
  const turn = turnOf(context)
  const { locale } = turn.speaker
  const meant = exactCommand(said) ? undefined : await requestMeant(services, turn)
  if (!meant) return say(context, 'brought.only-text', { support: COMMANDS['support-requests'][locale] })
  const { activity } = context
  const act = { by: turn.speaker.person._id, key: `more:${activity.id}`, now: stored(services.clock.now()) }
  await decide(services, meant._id, (ticket) => ok(broughtMore(ticket, act)))
  await say(context, 'brought.support-knows', { number: meant.number })
}

/** The one that waits for this person's answer, or else the only one that is open. */
async function requestMeant(services: Services, turn: Turn): Promise<Ticket | undefined> {
  const [meant, another] = await requestsMeant(services, turn, 'reply')
  return another ? undefined : meant
}
