import type { Attachment } from 'botframework-schema'
import { listCard, PAGE } from '../../cards/list.ts'
import { receiptLinkCard } from '../../cards/receipt.ts'
import { receiptViewOf, receiptWords } from '../../cards/receipt-view.ts'
import { text } from '../../cards/text.ts'
import type { Order } from '../../store/orders/order.ts'
import { notTheirs } from '../../store/use-cases/people/not-theirs.ts'
import { requireRole, type Speaker } from '../../store/use-cases/people/speaker.ts'
import type { Services } from '../../store/use-cases/services.ts'
import type { Locale } from '../../store/values/locale.ts'
import { ok, type Result } from '../../store/values/result.ts'
import { type Listed, listQuestion, onlyOf, type Picked, pageOf } from '../talk/list-question.ts'
import { end, next, prompt, refuse, replaceDialog } from '../talk/outcome.ts'
import { say, show, type Turn } from '../talk/turn.ts'
import { type Step, waterfall } from '../talk/waterfall.ts'

const SHOWN_REFUNDS = 2

type Wish = { page?: number; pick?: string }

/** The company's receipts, and the link to a printable one: for all its people, an accountant among them. */
export function receiptsDialog(services: Services) {
  const { store, newId } = services
  const questions = { list: listQuestion('receipts', receiptsCard) }

  const list: Step<Wish, undefined, Picked> = async (step) => {
    const may = requireRole(step.turn.speaker, 'viewer')
    if (!may.ok) return refuse(step, may.refusal)
    const { page = 0, pick } = step.wish
    if (pick) return next({ pick })
    const { ids, more } = await pageAt(may.value.tenantId, page)
    const only = onlyOf({ page, ids, more })
    if (only) return next({ pick: only })
    if (ids.length > 0) return prompt(questions.list, { page, ids, more })
    await say(step.context, 'receipts.none')
    return end()
  }

  const open: Step<Wish, Picked> = async (step, picked) => {
    const { speaker } = step.turn
    if ('page' in picked) return replaceDialog('receipts', picked)
    const may = requireRole(speaker, 'viewer')
    const found = may.ok ? await findReceipt(speaker, picked.pick) : may
    if (!found.ok) return refuse(step, found.refusal)
    await show(step.context, receiptToPrint(found.value, speaker))
    return end()
  }

  return waterfall('receipts', [list, open], questions)

  /** Receipts are the company's: a colleague's is found, another partner's or a guessed one is not (F25). */
  async function findReceipt(speaker: Speaker, orderId: string): Promise<Result<Order>> {
    const order = await store.orders.get(orderId)
    return order?.receipt && order.partnerId === speaker.tenantId ? ok(order) : notTheirs(services, speaker, 'receipt')
  }

  async function pageAt(partnerId: string, page: number) {
    return pageOf(page, await store.orders.withReceipt(partnerId, page * PAGE, PAGE + 1))
  }

  async function receiptsCard({ page, more }: Listed, { speaker: { locale, tenantId } }: Turn) {
    const { shown } = await pageAt(tenantId, page)
    const title = text(locale, 'receipts.title')
    const lines = [text(locale, 'receipts.intro')]
    const rows = shown.flatMap((each) => rowOf(each, locale))
    return listCard(locale, { nonce: newId(), list: 'receipts', title, lines, rows, page, more })
  }

  function rowOf(order: Order, locale: Locale) {
    const receipt = receiptViewOf(services, order, locale)
    if (!receipt) return []
    const { price, date, refunds } = receiptWords(receipt, locale)
    // A receipt can have been given back in many parts: the list says the latest ones.
    const back =
      refunds.length > 0 ? refunds.slice(-SHOWN_REFUNDS) : receipt.refunded ? [text(locale, 'receipts.refunded')] : []
    const about = [receipt.offer, price, date, ...back]
    return [{ id: order._id, title: receipt.number, detail: about.join(' · ') }]
  }

  /** A receipt to look up again later, with a fresh link to its printable page. */
  function receiptToPrint(order: Order, { locale, partner }: Speaker): Attachment {
    const receipt = receiptViewOf(services, order, locale)
    if (!receipt || !partner) throw new Error(`order ${order._id} has no receipt`)
    const of = { orderId: order._id, partnerId: partner._id, locale }
    const newest = (about: string) => order.papers?.findLast((each) => each.about.startsWith(`${about}:`))?.number
    const [invoice, creditNote] = [newest('invoice'), newest('credit')]
    const links = {
      url: services.receiptLink(of),
      ...(invoice ? { invoice: services.receiptLink({ ...of, paper: invoice }) } : {}),
      ...(creditNote ? { creditNote: services.receiptLink({ ...of, paper: creditNote }) } : {}),
    }
    return receiptLinkCard(locale, { ...receipt, nonce: newId(), company: partner.name, ...links })
  }
}
