/**
 * Milliseconds after which something hangs: far above what the slowest machine needs, and below mocha's own bound, so that
 * the failure says what it was. Nothing is measured by it.
 */
export const HANGS_MS = 300_000
