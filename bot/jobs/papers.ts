import { issuePapers } from '../../store/use-cases/papers/issue-papers.ts'
import type { Services } from '../../store/use-cases/services.ts'
import { stored } from '../../store/values/time.ts'
import type { GoRound } from './outbox.ts'

const AT_ONCE = 50
/** What could not be made out is not tried again in every beat. */
const REST = { minutes: 5 }

/** Makes out the papers that orders are owed, should whoever paid not have had them made out at once. */
export function openPaperRound({ services, goRound }: { services: Services; goRound: GoRound }) {
  const { store, clock } = services
  const resting = new Map<string, string>()

  return async (): Promise<void> => {
    const now = stored(clock.now())
    for (const [id, until] of resting) if (until <= now) resting.delete(id)
    await goRound({
      name: 'papers',
      lanes: 4,
      due: async () => (await store.orders.owedPapers(AT_ONCE + resting.size)).filter(({ _id }) => !resting.has(_id)),
      async work({ _id }) {
        resting.set(_id, stored(clock.now().add(REST)))
        await issuePapers(services, _id)
        resting.delete(_id)
      },
    })
  }
}
