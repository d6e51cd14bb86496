/** What the manifest leaves open, by the name that stands in it between `{{` and `}}`. */
export type Blanks = {
  VERSION: string
  APP_ID: string
  DOMAIN: string
  DEVELOPER: string
  WEBSITE: string
  PRIVACY: string
  TERMS: string
}

/** The manifest with its blanks filled; a blank without a value stays, for `leftovers` to find. */
export function fill(template: string, blanks: Partial<Blanks>): string {
  return template.replace(/\{\{(\w+)\}\}/g, (blank, name: keyof Blanks) => {
    const value = blanks[name]
    // As JSON writes it, without its quotation marks: a name may hold some of its own.
    return value ? JSON.stringify(value).slice(1, -1) : blank
  })
}

/** The blanks that nobody filled. */
export function leftovers(text: string): string[] {
  return [...new Set([...text.matchAll(/\{\{(\w+)\}\}/g)].map(([, name = '']) => name))]
}
