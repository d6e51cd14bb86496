/** An id of Entra's as it is kept: case means nothing in a GUID, and Teams, portals and files write it either way. */
export function entraId(written: string): string {
  return written.toLowerCase()
}

/** The ways in which an older version may have kept an id, as a file had written it; the usual one first. */
export function spellings(written: string): string[] {
  const usual = entraId(written)
  const isGuid = /^[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}$/.test(usual)
  return [...new Set([usual, written, ...(isGuid ? [written.toUpperCase()] : [])])]
}
