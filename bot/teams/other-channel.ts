import { readObject } from './activity-json.ts'

/** In the words of whoever tries them on the bot of `npm run chat`. */
const TEAMS_ONLY =
  'This bot serves Microsoft Teams only (channelId "msteams"), not the Bot Framework Emulator, Web Chat or Direct Line.\n' +
  'Chat with it on the page whose address npm run chat prints, or in Microsoft 365 Agents Playground: see README.md.\n'

/** What to tell who sends another channel's activity, as those clients do; undefined: it is none. For local mode alone. */
export function otherChannelAnswer(body: Buffer): string | undefined {
  const channelId: unknown = readObject(body)?.channelId
  return typeof channelId === 'string' && channelId !== 'msteams' ? TEAMS_ONLY : undefined
}
