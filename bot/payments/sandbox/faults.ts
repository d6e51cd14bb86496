import type { SandboxOutcome } from './cards.ts'

/** Switches that make the sandbox misbehave as gateways do. Set them; they are read at the next occasion. */
export type SandboxFaults = {
  /** What becomes of the next charge whatever its card says, once; undefined: its card decides. */
  nextCharge: SandboxOutcome | undefined
  /** `reorder` holds an event back until the next one has gone out. */
  webhooks: 'send' | 'drop' | 'double' | 'reorder'
  /** How late a slow charge is answered. */
  slowMs: number
}

export function noFaults(): SandboxFaults {
  return { nextCharge: undefined, webhooks: 'send', slowMs: 4_000 }
}
