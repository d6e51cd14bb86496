import type { ChannelOnStage, PersonOnStage } from './stage.ts'

const ONE = { company: 'Partner One', tenantId: '11111111-aaaa-4aaa-8aaa-000000000001' }
const TWO = { company: 'Partner Two', tenantId: '22222222-bbbb-4bbb-8bbb-000000000002' }
/** Whose people work the support desk. */
export const SUPPORT = { company: 'Support', tenantId: '33333333-cccc-4ccc-8ccc-000000000003' }

/** Who is on stage in local mode: two companies that the bot has never met, a guest, and support. */
export const PEOPLE: PersonOnStage[] = [
  {
    ...ONE,
    id: 'purchaser-one',
    name: 'Purchaser One',
    aadObjectId: '11111111-aaaa-4aaa-8aaa-000000000011',
    role: 'first',
    locale: 'en-US',
    zone: 'America/Los_Angeles',
  },
  {
    ...ONE,
    id: 'colleague-one',
    name: 'Colleague One',
    aadObjectId: '11111111-aaaa-4aaa-8aaa-000000000012',
    role: 'colleague',
    locale: 'en-US',
    zone: 'Europe/London',
  },
  {
    ...ONE,
    id: 'viewer-one',
    name: 'Viewer One',
    aadObjectId: '11111111-aaaa-4aaa-8aaa-000000000013',
    role: 'viewer',
    locale: 'zh-TW',
    zone: 'Asia/Taipei',
  },
  {
    ...ONE,
    id: 'guest-one',
    name: 'Guest One',
    aadObjectId: '11111111-aaaa-4aaa-8aaa-000000000014',
    role: 'guest',
    locale: 'en-US',
    zone: 'Europe/London',
    guest: true,
  },
  {
    ...TWO,
    id: 'purchaser-two',
    name: 'Purchaser Two',
    aadObjectId: '22222222-bbbb-4bbb-8bbb-000000000021',
    role: 'first',
    locale: 'zh-TW',
    zone: 'Asia/Taipei',
  },
  {
    ...TWO,
    id: 'colleague-two',
    name: 'Colleague Two',
    aadObjectId: '22222222-bbbb-4bbb-8bbb-000000000022',
    role: 'colleague',
    locale: 'en-US',
    zone: 'Asia/Taipei',
  },
  {
    ...SUPPORT,
    id: 'agent-one',
    name: 'Agent One',
    aadObjectId: '33333333-cccc-4ccc-8ccc-000000000031',
    role: 'agent',
    locale: 'en-US',
    zone: 'Europe/London',
  },
  {
    ...SUPPORT,
    id: 'agent-two',
    name: 'Agent Two',
    aadObjectId: '33333333-cccc-4ccc-8ccc-000000000032',
    role: 'agent',
    locale: 'zh-TW',
    zone: 'Asia/Taipei',
  },
]

/** The desk's channel, in which the agents see every support request. */
export const DESK_CHANNEL: ChannelOnStage = {
  id: 'desk',
  name: 'Desk',
  team: 'Support',
  tenantId: SUPPORT.tenantId,
  members: ['agent-one', 'agent-two'],
}
