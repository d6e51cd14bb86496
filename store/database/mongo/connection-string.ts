/** Whether the connection string names a database: where none is named, the driver would take `test`. */
export function namesDatabase(uri: string): boolean {
  return /^[^/]+\/\/[^/]+\/[^?]/.test(uri)
}
