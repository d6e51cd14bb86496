import { button } from '../cards/actions.ts'
import { messageCard } from '../cards/message.ts'
import { text } from '../cards/text.ts'
import { hasRole, type Role } from '../store/people/person.ts'
import { isMember, type Speaker } from '../store/use-cases/people/speaker.ts'
import type { Services } from '../store/use-cases/services.ts'
import type { Locale } from '../store/values/locale.ts'
import { end } from './talk/outcome.ts'
import { show } from './talk/turn.ts'
import { type Step, waterfall } from './talk/waterfall.ts'
import { COMMANDS, type CommandName } from './understanding/commands.ts'

/** What each command needs of its speaker; commands that aren't here are for everybody. */
const NEEDS: Partial<Record<CommandName, 'non-member' | Role>> = {
  join: 'non-member',
  subscribe: 'purchaser',
  'purchased-offers': 'viewer',
  renew: 'purchaser',
  'turn-off-auto-renew': 'purchaser',
  'cancel-subscription': 'purchaser',
  'support-requests': 'viewer',
  'activate-benefits': 'purchaser',
  'payment-method': 'billing',
  receipts: 'viewer',
  'company-profile': 'viewer',
  people: 'viewer',
  audit: 'admin',
}

/** The commands that this speaker can use, in the order of the table. */
export function helpDialog({ newId }: Services, offered: readonly CommandName[]) {
  const tell: Step<object> = async (step) => {
    const { turn } = step
    const { speaker } = turn
    const { locale } = speaker
    const mine = offered.filter((each) => isFor(each, speaker))
    const nonce = newId()
    const first = mine.filter((each) => each === 'join' || each === 'offers' || each === 'language').slice(0, 3)
    const card = messageCard(locale, {
      title: text(locale, 'help.title'),
      lines: [text(locale, 'help.how'), ...((await turn.isAgent()) ? [text(locale, 'desk.help-own')] : [])],
      facts: mine.map((each) => ({ title: wordOf(each, locale), value: text(locale, `help.${each}`) })),
      buttons: first.map((each) => button(text(locale, `button.${each}`), { verb: 'command', command: each, nonce })),
    })
    await show(step.context, card)
    return end()
  }
  return waterfall('help', [tell])
}

/** A command's exact word in a language. */
export function wordOf(command: CommandName, locale: Locale): string {
  return COMMANDS[command][locale]
}

function isFor(command: CommandName, speaker: Speaker): boolean {
  const needs = NEEDS[command]
  if (!needs) return true
  const isGuest = speaker.person.standing === 'guest'
  if (needs === 'non-member') return !isMember(speaker) && !isGuest
  return isMember(speaker) && hasRole(speaker.person, needs) && (!isGuest || command === 'purchased-offers')
}
