import assert from 'node:assert/strict'
import { isGuest, isPerson } from '../../../bot/teams/roster.ts'

const ID = 'ab12cd34-1111-4222-8333-444455556666'

describe('what a roster says of somebody', () => {
  it('is about the person that it names, by either name and in any case (botbuilder-js#2257)', () => {
    for (const entry of [{ aadObjectId: ID }, { objectId: ID }, { objectId: ID.toUpperCase(), aadObjectId: '' }])
      assert.equal(isPerson(entry, ID), true, JSON.stringify(entry))
    for (const entry of [{}, { objectId: '' }, { aadObjectId: 'somebody-else' }, { id: ID }])
      assert.equal(isPerson(entry, ID), false, JSON.stringify(entry))
    assert.equal(isPerson({ aadObjectId: '' }, undefined), false)
  })

  it('makes a guest by role, by another home, and by the name that guests sign in with', () => {
    const guests = [
      { userRole: 'guest', tenantId: 'tenant-one' },
      { userRole: 'Guest' },
      { userRole: 'user', tenantId: 'tenant-two' },
      { userPrincipalName: 'guest.one_partner.example#EXT#@host.example' },
    ]
    for (const entry of guests) assert.equal(isGuest(entry, 'tenant-one'), true, JSON.stringify(entry))
    const members = [{}, { userRole: 'user', tenantId: 'TENANT-ONE' }, { userPrincipalName: 'member@host.example' }]
    for (const entry of members) assert.equal(isGuest(entry, 'tenant-one'), false, JSON.stringify(entry))
  })
})
