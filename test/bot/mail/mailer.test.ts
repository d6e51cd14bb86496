import assert from 'node:assert/strict'
import { once } from 'node:events'
import type { Socket } from 'node:net'
import { SMTPServer, type SMTPServerOptions } from 'smtp-server'
import { openMailer } from '../../../bot/mail/mailer.ts'

const MAIL = {
  to: 'billing@partner-one.example',
  subject: '帳單 SONE-2026-000001',
  text: '附件為帳單。',
  file: { name: 'SONE-2026-000001.pdf', content: Buffer.from('%PDF-1.7 of the tests') },
  key: 'SONE-2026-000001.ord-1',
}

type Heard = { to: string[]; from: string; raw: string }

/** A mail server on this machine that behaves like that. */
async function serverThat(does: SMTPServerOptions = {}) {
  const heard: Heard[] = []
  const server = new SMTPServer({
    ...{ authOptional: true, disabledCommands: ['STARTTLS'], logger: false },
    onData(stream, session, done) {
      const parts: Buffer[] = []
      stream.on('data', (part: Buffer) => parts.push(part))
      stream.on('end', () => {
        const { mailFrom, rcptTo } = session.envelope
        const from = mailFrom ? mailFrom.address : ''
        heard.push({ to: rcptTo.map((each) => each.address), from, raw: Buffer.concat(parts).toString() })
        done()
      })
    },
    ...does,
  })
  server.on('error', () => undefined)
  const sockets = new Set<Socket>()
  server.server.on('connection', (socket: Socket) => void sockets.add(socket))
  server.listen(0, '127.0.0.1')
  await once(server.server, 'listening')
  const address = server.server.address()
  assert.ok(address && typeof address === 'object')
  const { port } = address
  const mailer = openMailer({ smtpUrl: `smtp://127.0.0.1:${port}`, from: 'billing@seller-one.example' })
  const drop = () => sockets.forEach((each) => void each.destroy())
  return { heard, mailer, drop, close: () => new Promise<void>((resolve) => server.close(() => resolve())) }
}

const saying = (responseCode: number) => Object.assign(new Error('no'), { responseCode })

describe('mail by the operator’s server', () => {
  it('S27: arrives once, with its file, from and to whom it is meant', async () => {
    const { heard, mailer, close } = await serverThat()
    assert.equal(await mailer.send(MAIL), 'sent')
    await close()
    const [mail, ...more] = heard
    assert.deepEqual(more, [])
    assert.deepEqual([mail?.to, mail?.from], [[MAIL.to], 'billing@seller-one.example'])
    assert.match(mail?.raw ?? '', /^Message-ID: <SONE-2026-000001\.ord-1@seller-one\.example>\r$/im)
    assert.match(mail?.raw ?? '', /Content-Type: application\/pdf; name=SONE-2026-000001\.pdf/i)
    assert.ok(mail?.raw.includes(MAIL.file.content.toString('base64').slice(0, 20)))
  })

  it('S27: a server that says 5xx has refused it, one that says 4xx has taken nothing', async () => {
    for (const [code, outcome] of [
      [550, 'refused'],
      [451, 'later'],
    ] as const) {
      for (const does of [
        { onRcptTo: (_to, _session, done) => done(saying(code)) },
        { onMailFrom: (_from, _session, done) => done(saying(code)) },
        { onData: (stream, _session, done) => void stream.on('end', () => done(saying(code))).resume() },
      ] satisfies SMTPServerOptions[]) {
        const { heard, mailer, close } = await serverThat(does)
        assert.equal(await mailer.send(MAIL), outcome)
        await close()
        assert.deepEqual(heard, [])
      }
    }
  })

  it('S27: one that can’t be reached has taken nothing; one that is lost in the middle may have', async () => {
    const gone = await serverThat()
    await gone.close()
    assert.equal(await gone.mailer.send(MAIL), 'later')
    const lost = await serverThat({
      // The whole message is here, and the connection goes before a word is said about it.
      onData: (stream) => void stream.on('end', () => lost.drop()).resume(),
    })
    assert.equal(await lost.mailer.send(MAIL), 'unknown')
    await lost.close()
  })
})
