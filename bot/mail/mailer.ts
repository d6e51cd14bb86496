import { Readable } from 'node:stream'
import { createTransport } from 'nodemailer'
import { isLoopback } from '../settings/settings.ts'

/** One message with one file. `key`: the same however often it is sent, so that it can be told for the same. */
type Mail = {
  to: string
  subject: string
  text: string
  file: { name: string; content: Buffer }
  key: string
}

/** `refused`: for good. `later`: nothing was taken. `unknown`: it was on its way when the server was lost. */
type MailOutcome = 'sent' | 'refused' | 'later' | 'unknown'

/** The operator's mail server. Never throws; its errors name addresses, so nobody hears of more than the outcome. */
export type Mailer = { send(mail: Mail): Promise<MailOutcome> }

const PATIENCE_MS = 15_000

/** `smtpUrl`: smtp://USER:PASSWORD@HOST:PORT, or smtps:. Beyond this machine nothing is said without TLS. */
export function openMailer({ smtpUrl, from }: { smtpUrl: string; from: string }): Mailer {
  const url = new URL(smtpUrl)
  const secure = url.protocol === 'smtps:'
  const auth = url.username
    ? { auth: { user: decodeURIComponent(url.username), pass: decodeURIComponent(url.password) } }
    : {}
  const transport = createTransport({
    ...{ host: url.hostname.replace(/^\[|\]$/g, ''), secure, port: Number(url.port) || (secure ? 465 : 587), ...auth },
    ...{ requireTLS: !secure && !isLoopback(url.hostname), disableFileAccess: true, disableUrlAccess: true },
    ...{ connectionTimeout: PATIENCE_MS, greetingTimeout: PATIENCE_MS, socketTimeout: PATIENCE_MS },
  })
  return {
    async send({ to, subject, text, file, key }) {
      const content = onceRead(file.content)
      try {
        const messageId = `<${key}@${from.split('@').at(-1)}>`
        const attachments = [{ filename: file.name, contentType: 'application/pdf', content: content.stream }]
        // One mailbox, whatever signs are in it.
        await transport.sendMail({ from, to: { name: '', address: to }, subject, text, messageId, attachments })
        return 'sent'
      } catch (error) {
        const code: unknown = Object(error).responseCode
        if (typeof code === 'number') return code >= 500 ? 'refused' : 'later'
        return content.isRead() ? 'unknown' : 'later'
      }
    },
  }
}

/** The server has been asked to take the message from the moment on at which its file is read. */
function onceRead(content: Buffer) {
  let read = false
  async function* parts() {
    read = true
    yield content
  }
  return { stream: Readable.from(parts()), isRead: () => read }
}
