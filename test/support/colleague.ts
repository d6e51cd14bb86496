import assert from 'node:assert/strict'
import type { Role } from '../../store/people/person.ts'
import type { Stage } from './conversation.ts'

type Who = NonNullable<Parameters<Stage['person']>[0]>

/** The chat of the second person with this role at a company. */
export function colleagueOn(stage: Stage, role: Role, who: Who = {}) {
  return stage.person({ name: 'Colleague Two', id: `${role}-two`, ...who })
}

/** Somebody at a member company who has said hello and has this role. */
export async function colleague(stage: Stage, role: Role, who: Who = {}) {
  const { tenant = 'tenant-one', id = `${role}-two` } = who
  const person = colleagueOn(stage, role, who)
  await person.say('help')
  const known = await stage.store.people.known(tenant, id)
  assert.ok(known)
  await stage.store.people.save(known, { ...known, role, standing: 'member', roleSince: known.firstSeenAt })
  return person
}

/** What the newest card says, as its fallback text does. */
export function saidBy(person: { lastCard(): { fallbackText?: unknown } | undefined }): string {
  return String(person.lastCard()?.fallbackText ?? '')
}

/** Titles of the buttons on the newest card. */
export function buttonsOf(person: { lastCard(): { actions?: { title: string }[] } | undefined }): string[] {
  return person.lastCard()?.actions?.map((each) => each.title) ?? []
}
