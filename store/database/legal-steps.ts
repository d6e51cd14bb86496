/** A write that the table of a record's states doesn't know. A bug, never a person's mistake. */
export class IllegalStepError extends Error {
  override name = 'IllegalStepError'
}

/** Refuses to write a state that the record's table doesn't lead to. */
export function assertLegalStep<S extends string>(
  steps: Record<S, readonly S[]>,
  noun: string,
  before: { state: S },
  after: { state: S },
): void {
  if (before.state !== after.state && !steps[before.state].includes(after.state))
    throw new IllegalStepError(`${noun}: ${before.state} does not lead to ${after.state}`)
}
