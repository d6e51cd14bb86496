import type { PersonOnStage } from './stage.ts'

const ONE = { company: 'Partner One', tenantId: '11111111-aaaa-4aaa-8aaa-000000000001' }
const TWO = { company: 'Partner Two', tenantId: '22222222-bbbb-4bbb-8bbb-000000000002' }

/** Who is on stage in local mode: two companies that the bot has never met, and a guest. */
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
]
