/** What a log may know of an error. Messages stay out: libraries put addresses, documents and passwords into them (F69). */
export type LoggedError = { name: string; code?: string; status?: number; frames: string[]; cause?: LoggedError }

const FRAMES = 12
const CAUSES = 3

/** Name, code, status and stack frames of an error, and of what caused it. Anything else that was thrown: its type. */
export function describeError(thrown: unknown, depth = 1): LoggedError {
  if (!(thrown instanceof Error)) return { name: `thrown-${thrown === null ? 'null' : typeof thrown}`, frames: [] }
  const described: LoggedError = { name: wordOf(thrown.name) ?? 'Error', frames: framesOf(thrown) }
  const { code, statusCode } = thrown as { code?: unknown; statusCode?: unknown }
  const word = wordOf(code)
  if (word !== undefined) described.code = word
  if (typeof statusCode === 'number') described.status = statusCode
  if (thrown.cause !== undefined && depth < CAUSES) described.cause = describeError(thrown.cause, depth + 1)
  return described
}

function wordOf(value: unknown): string | undefined {
  const word = typeof value === 'number' ? String(value) : value
  return typeof word === 'string' && /^[\w.-]{1,64}$/.test(word) ? word : undefined
}

/** The stack without its head, which repeats the message, and without our folder. */
function framesOf({ stack = '', message }: Error): string[] {
  const head = stack.indexOf(message)
  const lines = (head < 0 ? stack : stack.slice(head + message.length)).split('\n').map((line) => line.trim())
  const frames = lines.filter((line) => /^at .{1,300}:\d+:\d+\)?$/.test(line))
  return frames
    .slice(0, FRAMES)
    .map((line) => line.replace(/(file:\/\/)?[^\s()]*\/((node_modules|bot|cards|dialogs|store)\/)/, '$2'))
}
