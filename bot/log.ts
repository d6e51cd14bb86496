import { createHmac } from 'node:crypto'
import { type DestinationStream, type Logger, pino } from 'pino'
import type { LogLevel } from './config.ts'

export type Log = Logger

/** Opens the log: JSON lines, nothing personal, secret or card-like in them (F69). */
export function openLog(options: { level: LogLevel; destination?: DestinationStream }): Log {
  return pino({ level: options.level }, options.destination)
}

/** What stands for a person in logs: the same for the same person, of no use to anybody without the key. */
export function personRef(key: string, tenantId: string, aadObjectId: string): string {
  return createHmac('sha256', key).update(`${tenantId}\n${aadObjectId}`).digest('base64url').slice(0, 12)
}
