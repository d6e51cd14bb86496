import { paperFile, paperSheet } from '../../cards/paper-sheet.ts'
import { text } from '../../cards/text.ts'
import { unlessLost } from '../../store/database/again.ts'
import { waitAfter } from '../../store/database/outbox.ts'
import { beginMailing, MOST_MAILINGS, mailed } from '../../store/papers/mailing.ts'
import type { Paper } from '../../store/papers/paper.ts'
import type { Services } from '../../store/use-cases/services.ts'
import type { Locale } from '../../store/values/locale.ts'
import { stored } from '../../store/values/time.ts'
import type { Mailer } from '../mail/mailer.ts'
import { paperPdf } from '../payments/papers/pdf.ts'
import type { GoRound } from './outbox.ts'

const AT_ONCE = 20
const BACK_OFF = { firstMs: 60_000, longestMs: 6 * 3_600_000, mostTries: MOST_MAILINGS }

type Parts = { services: Services; goRound: GoRound; mailer: Mailer; random: () => number }

/**
 * Sends invoices and credit notes to their companies' billing addresses: each once, as far as a mail server can tell. What
 * may have gone out is never sent again.
 */
export function openPaperMail({ services, goRound, mailer, random }: Parts) {
  const { store, clock, report } = services

  return (): Promise<void> =>
    goRound({
      name: 'paper mail',
      lanes: 2,
      due: () => store.papers.dueForMail(stored(clock.now()), AT_ONCE),
      work: send,
    })

  async function send(paper: Paper): Promise<void> {
    const { after, lost } = beginMailing(paper, stored(clock.now()))
    // Another instance may be at it.
    const begun = await unlessLost(() => store.papers.noteMail(paper, after))
    if (!begun || lost) return
    const outcome = await mailer.send(await mailOf(begun))
    if (outcome !== 'sent') report(`a paper’s e-mail: ${outcome}`)
    const wait = waitAfter(begun.tries ?? 1, BACK_OFF, random)
    const again = stored(clock.now().add({ milliseconds: wait }))
    await store.papers.noteMail(begun, mailed(begun, outcome, again))
  }

  async function mailOf(paper: Paper) {
    const locale = await localeOf(paper)
    const sheet = paperSheet(paper, locale)
    const { name } = paper.bill.seller
    const words = { title: sheet.title, number: sheet.number, seller: name, order: paper.orderNumber }
    return {
      to: paper.bill.buyer.email ?? '',
      subject: text(locale, 'paper-mail.subject', words),
      text: text(locale, 'paper-mail.text', words),
      file: { name: paperFile(paper, locale), content: await paperPdf(sheet, locale, paper.issuedAt) },
      key: `${paper._id}.${paper.orderId}`,
    }
  }

  /** The company's: it is nobody's own letter. */
  async function localeOf({ partnerId }: Paper): Promise<Locale> {
    return (await store.partners.get(partnerId))?.agreement.locale ?? 'en'
  }
}
