import { plain } from '../../cards/plain.ts'
import { text } from '../../cards/text.ts'
import { namesIn } from '../../dialogs/support/ticket-cards.ts'
import type { Desk } from '../../store/tickets/desk.ts'
import type { Ticket } from '../../store/tickets/ticket.ts'
import { expired, settle } from '../../store/tickets/unsent-steps.ts'
import type { Services } from '../../store/use-cases/services.ts'
import type { DeskPosts } from './desk-posts.ts'

/** Letters of it that are shown: enough to know it by. */
const SHOWN = 200

/** S26: an agent's text that has waited for a day goes, and its writer is told so in the thread: it has reached nobody. */
export function openUnsentExpiry({ services, post }: { services: Services; post: DeskPosts }) {
  const { store } = services

  return async (ticket: Ticket, desk: Desk, now: string): Promise<void> => {
    for (const words of expired(ticket, now)) {
      const names = { ...(await namesIn(services, ticket, desk.locale)), ...(await writer(words.by)) }
      await store.tickets.change(ticket._id, (latest) => settle(latest, words.id))
      const said = { who: names[words.by] ?? text(desk.locale, 'actor.support'), text: plain(words.text, SHOWN) }
      await post.tell(ticket, desk, text(desk.locale, 'unsent.expired', said))
    }
  }

  async function writer(id: string): Promise<Record<string, string>> {
    const name = (await store.people.get(id))?.name
    return name ? { [id]: plain(name) } : {}
  }
}
