/** Finished markup, as opposed to text that still has to be escaped. */
export type Html = { readonly markup: string }

const ENTITIES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (char) => ENTITIES[char] ?? '')
}

function part(value: Html | readonly Html[] | string | undefined): string {
  if (value === undefined) return ''
  if (typeof value === 'string') return escaped(value)
  return 'markup' in value ? value.markup : value.map((each) => each.markup).join('')
}

/** Markup with holes: text is escaped, markup and lists of it go in as they are, undefined leaves nothing. */
export function html(strings: TemplateStringsArray, ...values: (Html | readonly Html[] | string | undefined)[]): Html {
  return { markup: strings.map((text, index) => text + (index < values.length ? part(values[index]) : '')).join('') }
}
