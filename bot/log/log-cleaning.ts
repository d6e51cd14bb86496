import { passesLuhn } from '../../store/values/card-number.ts'

const HIDDEN = '[hidden]'

/** Fields that are about people, what they wrote, or how we identify ourselves: never written, whatever they hold. */
const NEVER =
  /^(activity|body|text|value|values|card|content|attachments?|entities|payload|data|message|summary|html|headers|authorization|token|password|secret|cookie|uri|connectionString|email|mail|upn|userPrincipalName|name|displayName|givenName|surname|company|phone|address|from|recipient|member|members|user|aadObjectId|reference|channelData)$/i

/** Fields of things, not people, whose ids may have the directory's form. Everywhere else such an id is taken out. */
const THINGS = /^(turn|ref|order|subscription|ticket|partner|tenant|charge|delivery|run|dialog)$/

const GUID = /[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}/gi

/** What is recognised in any text, and what is written instead. */
const PATTERNS: [RegExp, string][] = [
  [/\beyJ[\w-]{5,}(?:\.[\w-]*){0,4}/g, '[token]'],
  [/\b(?:Bearer|Basic)\s+[\w.~+/=-]{6,}/gi, '[token]'],
  [/\b(?:sk|rk|pk|whsec)_[\w-]{6,}/g, '[key]'],
  [/(\b[a-z][a-z\d+.-]*:\/\/)[^\s/?#@"]+@/gi, `$1${HIDDEN}@`],
  [/(\bhttps?:\/\/[^\s?#"\\]+)[?#][^\s"\\]*/gi, `$1?${HIDDEN}`],
  [/[^\s@"'<>(){}[\]:,;/\\]+@[^\s@"'<>(){}[\],;/\\]+\.[\p{L}\d-]{2,}/gu, '[email]'],
  [/\b(?:29|8:orgid):[\w-]{10,}/g, '[person]'],
]

/** A text of ours with everything taken out that looks personal, secret or like a card. At most 500 characters. */
function cleanText(text: string): string {
  let clean = text.slice(0, 500)
  for (const [pattern, instead] of PATTERNS) clean = clean.replace(pattern, instead)
  clean = clean.replace(GUID, '[id]')
  return clean.replace(/\d(?:[ -]?\d){13,18}/g, (digits) => (passesLuhn(digits) ? '[number]' : digits))
}

/**
 * A log line's fields as they may be written: numbers, booleans and single words such as references, codes and keys.
 * Sentences, other scripts and whatever a forbidden field holds become `[hidden]`. `msg` is ours and is only cleaned.
 */
export function cleanFields(fields: Record<string, unknown>, depth = 1): Record<string, unknown> {
  const clean: Record<string, unknown> = {}
  for (const [key, value] of Object.entries(fields)) clean[key] = cleanField(key, value, depth)
  return clean
}

function cleanField(key: string, value: unknown, depth: number): unknown {
  if (typeof value === 'boolean' || value === null) return value
  if (key === 'frames' && Array.isArray(value)) return value.map((frame) => cleanText(String(frame)))
  if (key === 'name' && depth > 1) return wordOrHidden(key, value)
  if (NEVER.test(key)) return HIDDEN
  if (typeof value === 'number') return Math.abs(value) < 1e13 ? value : HIDDEN
  if (key === 'msg' && typeof value === 'string') return cleanText(value)
  if (typeof value === 'string') return wordOrHidden(key, value)
  if (typeof value !== 'object' || depth > 3) return HIDDEN
  if (Array.isArray(value)) return value.slice(0, 20).map((item) => cleanField(key, item, depth + 1))
  return cleanFields({ ...value }, depth + 1)
}

function wordOrHidden(key: string, value: unknown): string {
  if (typeof value !== 'string' || !/^[\w.:/+@=~?&%#-]{1,200}$/.test(value)) return HIDDEN
  return THINGS.test(key) && value.replace(GUID, '') === '' ? value : cleanText(value)
}
