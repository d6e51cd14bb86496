import type { RefundFailure } from '../../../store/orders/refund.ts'
import { type Clock, KeyReusedError, type Payments } from '../../../store/use-cases/services.ts'
import { keyOfChargeId } from './charge.ts'
import type { SandboxFaults } from './events.ts'
import type { SandboxLedger } from './ledger.ts'
import { foundRefunds, lastRefundTurned, leftOf, refundAnswer, whyNoRefund, withRefund } from './refunds.ts'

/**
 * What happens to a payment's refunds at the gateway alone: all, or half, of what is left is given back on its own pages; the
 * last refund arrives, or fails, now.
 */
export const REFUND_ACTS = ['whole_elsewhere', 'part_elsewhere', 'arrives', 'fails'] as const
export type RefundAct = (typeof REFUND_ACTS)[number]

type Parts = { ledger: SandboxLedger; clock: Clock; newId: () => string; faults: SandboxFaults }

/** Refunds as the gateway makes them: for us, under our keys, and on its own pages, where nobody asks us. */
export function createSandboxRefunds({ ledger, clock, newId, faults }: Parts) {
  return {
    async refund({ key, chargeId, money }: Parameters<Payments['refund']>[0]): ReturnType<Payments['refund']> {
      const found = await ledger.find(keyOfChargeId(chargeId))
      const isNew = found !== undefined && !found.refunds.some((each) => each.key === key)
      const outcome = (isNew ? faults.nextRefund : undefined) ?? 'succeed'
      if (isNew) faults.nextRefund = undefined
      if (outcome === 'lost_not_made') throw new Error('the gateway has not answered')
      if (outcome === 'refused') return { status: 'failed', why: 'refused' }
      let why: RefundFailure | undefined
      const charge = await ledger.change(keyOfChargeId(chargeId), (before) => {
        const earlier = before.refunds.find((each) => each.key === key)
        if (earlier && earlier.amount !== money.amount) throw new KeyReusedError('the key was used for another refund')
        why = earlier ? undefined : whyNoRefund(before, money)
        return earlier || why ? before : withRefund(before, { key, amount: money.amount }, outcome, clock.now())
      })
      if (outcome === 'lost') throw new Error('the gateway has not answered')
      const made = charge?.refunds.find((each) => each.key === key)
      return made ? refundAnswer(made) : { status: 'failed', why: why ?? 'unknown-payment' }
    },

    async findRefunds(chargeId: string): ReturnType<Payments['findRefunds']> {
      const charge = await ledger.find(keyOfChargeId(chargeId))
      return charge && { key: charge._id, refunds: foundRefunds(charge) }
    },

    async act(key: string, act: RefundAct): Promise<boolean> {
      if (act === 'arrives' || act === 'fails') return turn(key, act === 'fails' ? 'failed' : 'refunded')
      const id = `sre_${newId()}`
      const after = await ledger.change(key, (charge) => {
        const left = leftOf(charge)
        const amount = act === 'part_elsewhere' ? Math.floor(left / 2) : left
        const back = { amount, currency: charge.taken?.currency ?? '' }
        const possible = amount > 0 && !whyNoRefund(charge, back)
        return possible ? withRefund(charge, { id, amount }, 'succeed', clock.now()) : charge
      })
      return after?.refunds.some((each) => each.id === id) === true
    },
  }

  async function turn(key: string, state: 'refunded' | 'failed'): Promise<boolean> {
    const before = await ledger.find(key)
    const after = before && (await ledger.change(key, (charge) => lastRefundTurned(charge, state)))
    return after !== undefined && after.version !== before?.version
  }
}
