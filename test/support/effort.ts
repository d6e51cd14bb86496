const WARM_UP = 5
const YARDSTICK = 'Turn off auto-renew of Action Pack, 不要自動續約。 '.repeat(60)

/** Milliseconds of CPU that the work costs this process, whatever else the machine does meanwhile. */
export async function cpuOf(work: () => unknown): Promise<number> {
  const before = process.cpuUsage()
  await work()
  const { user, system } = process.cpuUsage(before)
  return (user + system) / 1_000
}

/**
 * What the work costs, in milliseconds of the machine that its bound was made on: its CPU time over that of a yardstick in
 * the same run, so that a slow machine and a busy one find the same. The least of so many rounds.
 */
export async function effortOf(work: () => unknown, rounds = 3): Promise<number> {
  const [own, yard] = [[] as number[], [] as number[]]
  for (let round = 0; round < WARM_UP; round++) yardstick()
  for (let round = 0; round < rounds; round++) {
    for (let again = 0; again < WARM_UP; again++) yard.push(await cpuOf(yardstick))
    own.push(await cpuOf(work))
  }
  return Math.min(...own) / Math.min(...yard)
}

/** A millisecond there. */
export function yardstick(): void {
  for (let round = 0; round < 14; round++)
    YARDSTICK.normalize('NFKD')
      .toLowerCase()
      .match(/\p{L}+/gu)
}
