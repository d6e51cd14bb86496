/** Milliseconds, bytes, and how many connections at once. */
export const LIMITS = {
  /** From connecting to the last header. */
  headersMs: 5_000,
  /** From the first byte of a request to its last (F6). */
  requestMs: 9_000,
  /** How long a connection may wait for its next request. */
  keepAliveMs: 65_000,
  /** How long a connection may be silent while a request runs. */
  silentMs: 30_000,
  pageBytes: 64 * 1024,
  /** All bodies that are held at the same time. */
  allBytes: 32 * 1024 * 1024,
  connections: 4_000,
}

export type Limits = typeof LIMITS
