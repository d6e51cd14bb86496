import type { AdminVerb } from './verb.ts'

const MOST = 200

/** What people wrote and the bot did not understand, most frequent first; kept only with KEEP_NOT_UNDERSTOOD=true. */
export const notUnderstood: AdminVerb = {
  name: 'not-understood',
  usage: '',
  about: 'texts that were not understood, scrubbed of names, numbers and addresses',
  async run({ store, out }) {
    const texts = await store.notUnderstood.list(MOST)
    if (texts.length === 0) out('nothing is kept (KEEP_NOT_UNDERSTOOD=true keeps it)')
    for (const { times, locale, text, lastAt } of texts) out(`${times}  ${locale}  ${lastAt.slice(0, 10)}  ${text}`)
    return 0
  },
}
