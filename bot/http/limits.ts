/** Milliseconds, bytes, and how many connections at once. */
export type Limits = {
  /** From connecting to the last header. */
  headersMs: number
  /** From the first byte of a request to its last (F6). */
  requestMs: number
  /** How long a connection may wait for its next request. */
  keepAliveMs: number
  /** How long a connection may be silent while a request runs. */
  silentMs: number
  pageBytes: number
  /** All bodies that are held at the same time. */
  allBytes: number
  connections: number
}

export const LIMITS: Limits = {
  headersMs: 5_000,
  requestMs: 9_000,
  keepAliveMs: 65_000,
  silentMs: 30_000,
  pageBytes: 64 * 1024,
  allBytes: 32 * 1024 * 1024,
  connections: 4_000,
}
