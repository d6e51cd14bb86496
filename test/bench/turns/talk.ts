import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { Agent } from 'node:http'
import { type FrontDoor, post } from '../../support/front-door.ts'

/** One kind of turn: what is sent, and what the answer must have in it to count. */
type Kind = {
  name: string
  send: Record<string, unknown> | ((shown: string) => Record<string, unknown>)
  answer: RegExp
}

/** Milliseconds by the clock and of the processor; the second hardly minds who else is at work on the machine. */
export type Took = { ms: number; cpuMs: number }

/** What people do most: the words, a button of the card that the greeting has brought, and what nobody understands. */
export const KINDS: readonly Kind[] = [
  { name: 'hello', send: { text: 'hello' }, answer: /What I can do|Hello/ },
  { name: 'press: Offers', send: (shown) => press(shown, 'offers'), answer: /Action Pack/ },
  { name: 'offers', send: { text: 'offers' }, answer: /Action Pack/ },
  { name: 'purchased offers', send: { text: 'purchased offers' }, answer: /Action Pack/ },
  { name: 'unknown text', send: { text: 'the weather in the mountains was lovely' }, answer: /understand/ },
]
export const ECHO: Kind = { name: 'echo', send: { text: 'hello' }, answer: /You said: hello/ }

/** A person who writes to a bot at that address; both bots answer into the door's one sink. */
export async function openTalk(door: FrontDoor, url: string) {
  const agent = new Agent({ keepAlive: true })
  const authorization = `Bearer ${await door.issuer.sign(door.claims())}`
  const headers = { 'content-type': 'application/json; charset=utf-8', authorization }
  let shown = ''
  return {
    /** One turn, from the first byte sent to the answer; everything that it says is out by then. */
    async turn({ name, send, answer }: Kind): Promise<Took> {
      const body = JSON.stringify(
        door.activity({ id: randomUUID(), ...(typeof send === 'function' ? send(shown) : send) }),
      )
      door.sink.hits.length = 0
      const [started, before] = [performance.now(), process.cpuUsage()]
      const reply = await post(url, '/api/messages', headers, body, 'POST', agent)
      const [ms, { user, system }] = [performance.now() - started, process.cpuUsage(before)]
      const said = door.sink.hits.map((hit) => hit.body).join('\n')
      assert.equal(reply.status, 200, name)
      assert.match(said, answer, name)
      shown = said
      return { ms, cpuMs: (user + system) / 1_000 }
    },
    close: () => agent.destroy(),
  }
}

/** The press of a command's button on the card that was just shown. */
function press(shown: string, command: string): Record<string, unknown> {
  const card = JSON.parse(shown.split('\n').at(-1) ?? '').attachments?.[0]?.content
  const hit = card?.actions?.find((each: { data?: { command?: string } }) => each.data?.command === command)
  assert.ok(hit, `no button for ${command}`)
  const action = { type: 'Action.Execute', verb: hit.verb, data: hit.data }
  return {
    type: 'invoke',
    name: 'adaptiveCard/action',
    text: undefined,
    value: { action, trigger: 'manual' },
    replyToId: 'id-1',
  }
}
