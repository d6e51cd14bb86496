import { listCard, PAGE } from '../../cards/list.ts'
import { messageCard, oneLine } from '../../cards/message.ts'
import { personCard } from '../../cards/person.ts'
import { plain } from '../../cards/plain.ts'
import { text } from '../../cards/text.ts'
import { hasRole, type Person, ROLES, type Role } from '../../store/people/person.ts'
import { findColleague, giveRole, hasReachableAdmin, recordRole } from '../../store/use-cases/people/roles.ts'
import { isMember, requireRole, type Speaker } from '../../store/use-cases/people/speaker.ts'
import { withStanding } from '../../store/use-cases/people/standing.ts'
import type { Services } from '../../store/use-cases/services.ts'
import { requestAdmin } from '../../store/use-cases/tickets/opened-requests.ts'
import type { Locale } from '../../store/values/locale.ts'
import { type Listed, listQuestion, type Picked, pageOf } from '../talk/list-question.ts'
import { end, next, prompt, refuse, replaceDialog } from '../talk/outcome.ts'
import type { Question } from '../talk/question.ts'
import { type Input, sayText, type Turn } from '../talk/turn.ts'
import { type Step, waterfall } from '../talk/waterfall.ts'
import { saysWord } from '../talk/words.ts'

type RoleAnswer = { personId: string; role: Role }
type Wish = { page?: number; pick?: string; answer?: RoleAnswer }

/** S24: who may do what; an admin gives and takes roles among those who have written to the bot. */
export function peopleDialog(services: Services) {
  const { store, newId } = services
  const questions = { list: listQuestion('people', peopleCard), role: roleQuestion(services) }

  const list: Step<Wish, undefined, Picked | RoleAnswer> = async (step) => {
    const may = requireRole(step.turn.speaker, 'viewer')
    if (!may.ok) return refuse(step, may.refusal)
    const { page = 0, pick, answer } = step.wish
    if (answer) return next(answer)
    if (pick) return next({ pick })
    const { ids, more, shown } = pageOf(page, await peopleOn(may.value.tenantId, page))
    for (const each of shown) await recordRole(services, each)
    const isAdmin = hasRole(may.value.person, 'admin')
    // Guests are marked before an admin picks anybody to give a right to.
    if (isAdmin) await Promise.all(shown.map((each) => withStanding(services, each)))
    return prompt(questions.list, { page, ids: isAdmin ? ids : [], more })
  }

  const choose: Step<Wish, Picked | RoleAnswer, RoleAnswer> = async (step, picked) => {
    if ('role' in picked) return next(picked)
    if ('page' in picked) return replaceDialog('people', { page: picked.page })
    const { speaker } = step.turn
    const may = requireRole(speaker, 'admin')
    const found = may.ok ? await findColleague(services, speaker, picked.pick) : may
    if (!found.ok) return refuse(step, found.refusal)
    const { _id: personId } = await withStanding(services, found.value)
    return prompt(questions.role, { personId })
  }

  const give: Step<Wish, RoleAnswer> = async (step, { personId, role }) => {
    const { speaker, input } = step.turn
    const { locale } = speaker
    const given = await giveRole(services, speaker, personId, role)
    if (!given.ok) return refuse(step, given.refusal)
    const { person, self } = given.value
    const done = text(locale, 'person.given', { name: nameOf(person, locale), role: text(locale, `role.${role}`) })
    if (input.kind === 'text') await sayText(step.context, done)
    return end({ replacementCard: messageCard(locale, { lines: [done] }), speaker: { ...speaker, person: self } })
  }

  return waterfall('people', [list, choose, give], questions)

  async function peopleOn(partnerId: string, page: number): Promise<Person[]> {
    return store.people.ofPartner(partnerId, { skip: page * PAGE, limit: PAGE + 1 })
  }

  async function peopleCard({ page, more }: Listed, { speaker }: Turn) {
    const { locale, tenantId } = speaker
    const { shown } = pageOf(page, await peopleOn(tenantId, page))
    const reachable = await hasReachableAdmin(services, tenantId)
    const request = reachable || !isMember(speaker) ? undefined : await requestAdmin(services, speaker)
    return listCard(locale, {
      nonce: newId(),
      list: 'people',
      title: text(locale, 'people.title'),
      lines: [
        text(locale, hasRole(speaker.person, 'admin') ? 'people.admin' : 'people.viewer'),
        text(locale, 'people.missing'),
        ...(request === undefined ? [] : [text(locale, 'people.no-admin', { number: request })]),
      ],
      rows: await Promise.all(shown.map((each) => rowOf(each, speaker))),
      page,
      more,
    })
  }

  async function rowOf(each: Person, { person, locale }: Speaker) {
    const notes = [
      text(locale, `role.${each.role}`),
      ...(each._id === person._id ? [text(locale, 'person.you')] : []),
      ...(each.standing === 'guest' ? [text(locale, 'person.guest')] : []),
      ...((await store.conversations.get(each._id)) ? [] : [text(locale, 'person.silent')]),
    ]
    const id = hasRole(person, 'admin') ? { id: each._id } : {}
    return { ...id, title: nameOf(each, locale), detail: notes.join(' · ') }
  }
}

/** Which role a colleague shall have instead, by button or by the role's name. */
function roleQuestion(services: Services): Question<{ personId: string }, RoleAnswer> {
  return {
    async card({ personId }, { speaker: { locale, person: me, tenantId } }) {
      const found = await services.store.people.get(personId)
      if (found?.partnerId !== tenantId) return oneLine(locale, 'refusal.not-found')
      const { role, standing } = found
      const who = {
        personId,
        name: nameOf(found, locale),
        role,
        self: me._id === personId,
        guest: standing === 'guest',
      }
      return personCard(locale, { nonce: services.newId(), ...who })
    },
    read: readRole,
    hint: (say) => say('hint.role'),
    optional: true,
  }
}

function readRole(input: Input, { personId }: { personId: string }): RoleAnswer | undefined {
  if (input.kind === 'action') {
    const { action } = input
    return action.verb === 'set-role' && action.personId === personId ? { personId, role: action.role } : undefined
  }
  const role = input.kind === 'text' ? ROLES.find((each) => saysWord(input.text, each)) : undefined
  return role ? { personId, role } : undefined
}

/** A colleague's own name as Teams gives it, as text; or else their number. */
function nameOf({ name, _id }: Person, locale: Locale): string {
  return name ? plain(name) : text(locale, 'person.nameless', { number: _id.slice(1) })
}
