import { type DestinationStream, destination, type Logger, type LoggerOptions, pino } from 'pino'
import type { LogLevel } from '../settings/config.ts'
import { cleanFields } from './log-cleaning.ts'
import { describeError } from './log-errors.ts'

export type Log = Logger

/**
 * Opens the log: JSON lines, nothing personal, secret or card-like in them (F69). Errors go into `err`; their messages
 * are left out. A destination that fails (disk full, closed pipe) loses lines, never the process (F68).
 */
export function openLog(options: { level: LogLevel; destination?: DestinationStream }): Log {
  return pino(settings(options.level), unfailing(options.destination ?? standardOutput()))
}

function settings(level: LogLevel): LoggerOptions {
  return {
    level,
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: { level: (label) => ({ level: label }), log: withErrorsDescribed },
    serializers: { err: (described) => described },
    hooks: {
      // pino would take an error's message for the line's own, and weave any further argument into it.
      logMethod([first, second], method) {
        const fields = first instanceof Error ? { err: first } : first
        const text = typeof fields === 'string' ? fields : typeof second === 'string' ? second : ''
        method.apply(this, [typeof fields === 'object' ? fields : {}, text])
      },
      streamWrite: cleanLine,
    },
  }
}

function withErrorsDescribed(fields: Record<string, unknown>): Record<string, unknown> {
  const described: Record<string, unknown> = {}
  for (const [key, value] of Object.entries(fields)) {
    described[key] = value instanceof Error || key === 'err' ? describeError(value) : value
  }
  return described
}

/** The last gate: every line passes it as a whole, whichever way its parts came together. */
function cleanLine(line: string): string {
  const { level, time, ...fields } = JSON.parse(line) as Record<string, unknown>
  return `${JSON.stringify({ level, time, ...cleanFields(fields) })}\n`
}

function standardOutput(): DestinationStream {
  const stream = destination({ fd: 1, sync: false })
  stream.on('error', () => undefined)
  return stream
}

function unfailing(stream: DestinationStream): DestinationStream {
  return {
    write(line) {
      try {
        stream.write(line)
      } catch {
        // A log that cannot be written has nowhere to say so.
      }
    },
  }
}
