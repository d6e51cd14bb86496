import assert from 'node:assert/strict'
import { referenceOf } from '../../../store/people/conversation.ts'

const TEAMS = {
  channelId: 'msteams',
  serviceUrl: 'https://smba.trafficmanager.net/amer/',
  conversation: { id: 'a:one', isGroup: false, conversationType: 'personal', tenantId: 'tenant-one' },
}

describe('a conversation reference', () => {
  it('F47: goes back to Teams as it came, also what a newer Teams names besides', () => {
    const newer = {
      ...TEAMS,
      agent: { id: '28:bot', of: ['tomorrow'] },
      conversation: { ...TEAMS.conversation, hub: 7 },
    }
    assert.deepEqual(referenceOf({ reference: JSON.stringify(newer) }), newer)
  })

  for (const kept of [
    '',
    '{',
    'null',
    '"a:one"',
    '{}',
    JSON.stringify({ ...TEAMS, conversation: null }),
    JSON.stringify({ ...TEAMS, conversation: { id: 7 } }),
    JSON.stringify({ ...TEAMS, serviceUrl: undefined }),
    JSON.stringify({ ...TEAMS, channelId: '' }),
  ])
    it(`leads nowhere, and throws nothing: ${kept}`, () => assert.equal(referenceOf({ reference: kept }), undefined))
})
