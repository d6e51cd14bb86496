import type { Partner } from '../../store/people/partner.ts'

const JOINED = '2026-11-23T08:00:00.000Z'

/** A network member; what differs is given. */
export function partnerOne(differs: Partial<Partner> = {}): Partner {
  return {
    _id: 'tenant-one',
    version: 1,
    name: 'Partner One',
    country: 'US',
    currency: 'USD',
    zone: 'Asia/Taipei',
    joinedAt: JOINED,
    joinedBy: 'purchaser-one',
    agreement: { version: '2026-07', locale: 'en', agreedAt: JOINED, by: 'purchaser-one' },
    ...differs,
  }
}
