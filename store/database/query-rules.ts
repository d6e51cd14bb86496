/** Throws TypeError if any value in the filter is undefined: the driver leaves such a condition out and matches more. */
export function assertFilter(filter: object): void {
  for (const [key, value] of Object.entries(filter)) {
    if (value === undefined) throw new TypeError(`the filter's ${key} is undefined`)
    if (typeof value === 'object' && value !== null) assertFilter(value)
  }
}

/** Throws TypeError unless the limit is a whole number from 1 on: MongoDB takes 0 for no limit at all. */
export function assertLimit(limit: number): void {
  if (!Number.isSafeInteger(limit) || limit < 1) throw new TypeError(`a limit of ${limit} is none`)
}
