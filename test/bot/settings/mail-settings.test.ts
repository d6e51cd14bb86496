import assert from 'node:assert/strict'
import { ConfigError, readConfig } from '../../../bot/settings/config.ts'

function faults(env: Record<string, string>, argv: string[] = []): string {
  try {
    readConfig(env, argv)
    return ''
  } catch (error) {
    assert.ok(error instanceof ConfigError)
    return error.message
  }
}

describe('settings of papers by e-mail', () => {
  const SMTP_URL = 'smtp://someone:secret-word@mail.example.com:587'

  it('F16, S27: a mail server, a sender and a seller go together; what is missing is named', () => {
    assert.match(faults({ SMTP_URL }), /^- MAIL_FROM: is missing for papers by e-mail\n- SELLER: is missing/m)
    assert.match(faults({ MAIL_FROM: 'billing@example.com', SELLER: './s.json' }), /^- SMTP_URL: is missing/m)
    assert.doesNotMatch(faults({ SMTP_URL, MAIL_FROM: 'billing@example.com', SELLER: './s.json' }), /SMTP|MAIL|SELLER/)
    assert.match(faults({ SMTP_URL, MAIL_FROM: 'b@example.com' }, ['--local']), /^- SMTP_URL: has no use with --local/m)
  })

  it('F16: what is no mail server or no address is refused, and no secret is said', () => {
    for (const wrong of [
      'mail.example.com',
      'http://mail.example.com',
      'smtp://',
      'smtp://someone@mail.example.com',
      'smtp://someone:secret-word@mail.example.com/path',
      'smtp://someone:secret-word@mail.example.com?tls=no',
    ]) {
      const said = faults({ SMTP_URL: wrong, MAIL_FROM: 'nobody' })
      assert.match(said, /^- SMTP_URL: must be smtp:/m, wrong)
      assert.match(said, /^- MAIL_FROM: must be an e-mail address/m)
      assert.doesNotMatch(said, /secret-word/)
    }
  })
})
