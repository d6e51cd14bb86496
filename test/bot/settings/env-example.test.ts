import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { readConfig } from '../../../bot/settings/config.ts'
import { CHANNEL_URL_NAMES, SETTING_NAMES } from '../../../bot/settings/settings.ts'

const text = readFileSync(new URL('../../../.env.example', import.meta.url), 'utf8')
const rows = [...text.matchAll(/^#(\w+)=(.*)$/gm)].map(([, name = '', value = '']) => [name, value] as const)

describe('.env.example', () => {
  it('shows every setting once, and no other', () => {
    assert.deepEqual(rows.map(([name]) => name).sort(), [...SETTING_NAMES].sort())
  })

  it('sets nothing by itself', () => {
    assert.deepEqual(text.match(/^[^#\s].*$/gm) ?? [], [])
  })

  it('shows values that are well formed: a production made of them starts', () => {
    const not = new Set<string>(['DATA_DIR', 'ChannelService', ...CHANNEL_URL_NAMES])
    const env = Object.fromEntries(rows.filter(([name]) => !not.has(name)))
    assert.equal(readConfig(env, []).mode, 'production')
  })

  it('shows six channel addresses that are well formed', () => {
    const not = new Set(['DATA_DIR', 'ChannelService'])
    const env = Object.fromEntries(rows.filter(([name]) => !not.has(name)))
    assert.equal(readConfig(env, []).channelUrls?.ToChannelFromBotOAuthScope, 'https://api.botframework.com')
  })
})
