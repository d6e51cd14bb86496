import { history } from '../../../support/two-ledgers.ts'

const HISTORIES = process.env.LONG ? 3_000 : 12

describe('two ledgers', () => {
  const first = Number(process.env.SEED ?? 20261130)

  it(`after a day of quiet they are equal, or each difference has its request: ${HISTORIES} histories from seed ${first}`, async () => {
    for (let n = 0; n < HISTORIES; n++) await history(first + n)
  })
})
