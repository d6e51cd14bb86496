import type { ChannelOnStage, PersonOnStage } from './stage.ts'

const ONE = { company: 'Partner One', tenantId: '11111111-aaaa-4aaa-8aaa-000000000001' }
const TWO = { company: 'Partner Two', tenantId: '22222222-bbbb-4bbb-8bbb-000000000002' }
/** Whose people work the support desk. */
export const SUPPORT = { company: 'Support', tenantId: '33333333-cccc-4ccc-8ccc-000000000003' }

/** Their ids end in two digits that nobody else of the cast has. */
function person(
  company: typeof ONE,
  digits: string,
  name: string,
  their: Pick<PersonOnStage, 'role' | 'locale' | 'zone'>,
) {
  const id = name.toLowerCase().replace(' ', '-')
  return { ...company, id, name, aadObjectId: `${company.tenantId.slice(0, -2)}${digits}`, ...their }
}

/** Who is on stage in local mode: two companies that the bot has never met, a guest, and support. */
export const PEOPLE: PersonOnStage[] = [
  person(ONE, '11', 'Purchaser One', { role: 'first', locale: 'en-US', zone: 'America/Los_Angeles' }),
  person(ONE, '12', 'Colleague One', { role: 'colleague', locale: 'en-US', zone: 'Europe/London' }),
  person(ONE, '13', 'Viewer One', { role: 'viewer', locale: 'zh-TW', zone: 'Asia/Taipei' }),
  { ...person(ONE, '14', 'Guest One', { role: 'guest', locale: 'en-US', zone: 'Europe/London' }), guest: true },
  person(TWO, '21', 'Purchaser Two', { role: 'first', locale: 'zh-TW', zone: 'Asia/Taipei' }),
  person(TWO, '22', 'Colleague Two', { role: 'colleague', locale: 'en-US', zone: 'Asia/Taipei' }),
  person(SUPPORT, '31', 'Agent One', { role: 'agent', locale: 'en-US', zone: 'Europe/London' }),
  person(SUPPORT, '32', 'Agent Two', { role: 'agent', locale: 'zh-TW', zone: 'Asia/Taipei' }),
]

/** The desk's channel, in which the agents see every support request. */
export const DESK_CHANNEL: ChannelOnStage = {
  id: 'desk',
  name: 'Desk',
  team: 'Support',
  tenantId: SUPPORT.tenantId,
  members: ['agent-one', 'agent-two'],
}
