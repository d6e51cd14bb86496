import type { ConnectorClient, ConnectorFactory } from 'botframework-connector'
import { machineTimer } from '../../store/values/timer.ts'
import { type DeliveryOptions, deliveryPolicy, type Policy } from './retry-policy.ts'
import { isServiceUrl, type ServiceUrls } from './service-url.ts'

export type ConnectorsOptions = {
  factory: ConnectorFactory
  serviceUrls: ServiceUrls
  delivery?: Partial<DeliveryOptions>
}

/** Service URLs differ by region: a dozen. More than these are used so rarely that a client may be made anew. */
const KEPT = 64

const DELIVERY: DeliveryOptions = {
  tryMs: 5_000,
  tries: 4,
  totalMs: 5_000,
  random: Math.random,
  timer: machineTimer,
}

/**
 * Clients of Bot Connectors, one kept per service URL, the least recently used given up first. Their pipeline sends no
 * POST twice on its own, as the library's does, follows no redirect with our token, and has time-outs (F44, F45).
 */
export function openConnectors({ factory, serviceUrls, delivery }: ConnectorsOptions) {
  const policy = deliveryPolicy({ ...DELIVERY, ...delivery })
  const kept = new Map<string, Promise<ConnectorClient>>()
  return {
    /** The one client for a service URL. Throws for an address that we do not send to. */
    async client(serviceUrl: string): Promise<ConnectorClient> {
      if (!isServiceUrl(serviceUrl, serviceUrls)) throw new Error('not a service URL that we send to')
      const client = kept.get(serviceUrl) ?? factory.create(serviceUrl).then((made) => harden(made, policy))
      kept.delete(serviceUrl)
      kept.set(serviceUrl, client)
      client.catch(() => kept.delete(serviceUrl))
      for (const oldest of kept.keys()) if (kept.size > KEPT) kept.delete(oldest)
      return client
    },
  }
}

export type Connectors = ReturnType<typeof openConnectors>

/** Ours goes where the library's retries were. What else goes serves uploads, tracing and inflating, which we have not. */
const REMOVED = [
  'defaultRetryPolicy',
  'redirectPolicy',
  'decompressResponsePolicy',
  'tracingPolicy',
  'logPolicy',
  'formDataPolicy',
  'multipartPolicy',
]

function harden(client: ConnectorClient, policy: Policy): ConnectorClient {
  const { pipeline } = Object(Reflect.get(client, 'client'))
  if (!isPipeline(pipeline)) throw new Error('the connector client has no pipeline to change')
  for (const name of REMOVED) pipeline.removePolicy({ name })
  pipeline.addPolicy(policy, { phase: 'Retry' })
  return client
}

type Pipeline = {
  removePolicy(which: { name: string }): unknown
  addPolicy(policy: Policy, where: { phase: 'Retry' }): void
}

function isPipeline(value: unknown): value is Pipeline {
  return typeof value === 'object' && value !== null && 'removePolicy' in value && 'addPolicy' in value
}
