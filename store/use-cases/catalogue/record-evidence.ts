import type { Evidence } from '../../catalogue/evidences.ts'
import { stored } from '../../values/time.ts'
import type { Services } from '../services.ts'

/** Who vouches for it: the operator who imports it, or an agent, by their person's number. */
type Recorder = { actor: 'operator' } | { actor: 'support'; agent: string }

/**
 * S4: a partner meets a requirement; again changes nothing. The audit entry first: after a crash between the two the requirement
 * still counts as not met, so that it is imported or offered at the desk again, which completes it. The other way round
 * nobody would come back to write it.
 */
export async function recordEvidence(
  { store, clock }: Pick<Services, 'store' | 'clock'>,
  met: Pick<Evidence, 'partnerId' | 'offerId' | 'area' | 'requirementId'>,
  recorder: Recorder,
): Promise<void> {
  const { partnerId, offerId, area, requirementId } = met
  const at = stored(clock.now())
  const agent = 'agent' in recorder ? { agent: recorder.agent } : {}
  await store.audits.add({
    _id: `evidence:${partnerId}:${offerId}:${area}:${requirementId}`,
    ...{ partnerId, by: recorder.actor, what: 'evidence-recorded', about: offerId, at },
    facts: { offer: offerId, area, requirement: requirementId, ...agent },
  })
  await store.evidences.record({ ...met, by: agent.agent ?? recorder.actor, recordedAt: at })
}
