import type { Pace } from '../../bot/teams/pace.ts'

const atOnce = async () => () => undefined

/** As fast as it goes. */
export const unpaced: Pace = { take: atOnce, answer: atOnce }
