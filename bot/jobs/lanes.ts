/** Works through a list in its order, so many at a time: what takes long in one lane keeps the others from nothing. `work` never throws. */
export async function inLanes<T>(all: Iterable<T>, lanes: number, work: (each: T) => Promise<void>): Promise<void> {
  const waiting = [...all]
  const lane = async () => {
    for (let each = waiting.shift(); each !== undefined; each = waiting.shift()) await work(each)
  }
  await Promise.all(Array.from({ length: Math.min(lanes, waiting.length) }, lane))
}
