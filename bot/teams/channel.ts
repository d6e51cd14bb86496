import { AuthenticationConstants, GovernmentConstants } from 'botframework-connector'
import type { Config } from '../settings/config.ts'
import type { GuardOptions } from './guard.ts'

type Settings = Pick<Config, 'channelUrls' | 'channelService'>

/** Whose tokens we take, and where that issuer publishes its keys: public cloud, US government, or as the six say. */
export function tokenSource({ channelUrls, channelService }: Settings): { issuer: string; metadataUrl: string } {
  const cloud = channelService === undefined ? AuthenticationConstants : GovernmentConstants
  return {
    issuer: channelUrls?.ToBotFromChannelTokenIssuer ?? cloud.ToBotFromChannelTokenIssuer,
    metadataUrl: channelUrls?.ToBotFromChannelOpenIdMetadataUrl ?? cloud.ToBotFromChannelOpenIdMetadataUrl,
  }
}

/** What the guard needs to know of the settings. */
export function guardOptions(config: Settings & Pick<Config, 'app' | 'mode' | 'serviceUrlHosts'>): GuardOptions {
  const { app, mode, serviceUrlHosts } = config
  return { appId: app?.id, issuer: tokenSource(config).issuer, serviceUrlHosts, local: mode === 'local' }
}
