import { isLoopback } from '../settings/settings.ts'

/**
 * Teams' Bot Connectors, as Microsoft's own Teams SDK lists them (microsoft/teams.ts, `packages/api/src/auth`, "Service URL
 * Validation"): the public cloud's with GCC, then GCC High, then DoD. 21Vianet's China is a cloud of its own.
 */
const TEAMS_HOSTS = [
  'smba.trafficmanager.net',
  'smba.onyx.prod.teams.trafficmanager.net',
  'smba.infra.gcc.teams.microsoft.com',
  'smba.infra.gov.teams.microsoft.us',
  'smba.infra.dod.teams.microsoft.us',
]

export type ServiceUrls = {
  /** Host names besides Teams' own, with or without a port. A loopback one may be reached without encryption. */
  hosts: string[]
  /** Any connector on this machine will do. */
  local: boolean
}

/**
 * Whether our messages, and the token with them, may be sent to this address (F12): https to a host of Teams or one that
 * the operator named, on its usual port; plain http never leaves the machine.
 */
export function isServiceUrl(text: string, { hosts, local }: ServiceUrls): boolean {
  if (text.length > 500 || !/^https?:\/\/[!-~]+$/.test(text) || !URL.canParse(text)) return false
  const url = new URL(text)
  if (url.username || url.password || url.search || url.hash || /[?#@\\]/.test(text)) return false
  const loopback = isLoopback(url.hostname)
  if (loopback && local) return true
  const named = hosts.includes(url.hostname) ? url.port === '' || loopback : hosts.includes(url.host)
  if (url.protocol === 'http:') return loopback && named
  return named || (TEAMS_HOSTS.includes(url.hostname) && url.port === '')
}
