import { isLoopback } from '../settings/settings.ts'

/** Teams' Bot Connectors: the public cloud's and the US government's (Teams, "Send proactive messages": service URLs). */
const TEAMS_HOSTS = [
  'smba.trafficmanager.net',
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
