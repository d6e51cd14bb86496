import { z } from 'zod'
import { button } from '../../cards/actions.ts'
import { messageCard, oneLine } from '../../cards/message.ts'
import { offerName, text } from '../../cards/text.ts'
import { ticketFormCard } from '../../cards/ticket-form.ts'
import { hasStarted, type Subscription } from '../../store/subscriptions/subscription.ts'
import { type FormRequest, formRequest } from '../../store/tickets/ticket.ts'
import { isMember } from '../../store/use-cases/people/speaker.ts'
import type { Services } from '../../store/use-cases/services.ts'
import type { Locale } from '../../store/values/locale.ts'
import type { Question } from '../talk/question.ts'
import type { Input } from '../talk/turn.ts'
import { saysWord } from '../talk/words.ts'
import { cancelOutlook } from './cancel-outlook.ts'
import { requestFacts, subscriptionFacts } from './ticket-facts.ts'
import { ticketText } from './ticket-text.ts'

/** `key`: what the request is known by, however often it is sent. */
export type About = { subscriptionId: string; key: string }
export type Form = About & { form?: FormRequest; wrong?: boolean }
export type Reviewed = About & { form: FormRequest; masked: boolean }
export type Filled = { form: FormRequest; masked: boolean } | { wrong: true }
export type Decided = About & { act: 'submit' | 'change'; form: FormRequest }

/** S20: what cancelling is, the other thing that may be meant, and the facts that both sides see (S21). */
export function explainQuestion(services: Services): Question<About, About> {
  return {
    async card({ subscriptionId }, { speaker }) {
      const { locale } = speaker
      const subscription = await services.store.subscriptions.get(subscriptionId)
      const nonce = services.newId()
      if (!subscription || !hasStarted(subscription) || !isMember(speaker)) return oneLine(locale, 'refusal.not-found')
      const outlook = await cancelOutlook(services, speaker, subscription)
      const words = { ask: text(locale, 'word.ask-support'), stop: text(locale, 'button.stop') }
      const off = { verb: 'turn-off' as const, subscriptionId, nonce }
      return messageCard(locale, {
        title: text(locale, 'cancel.title', { offer: offerName(services, subscription, locale) }),
        lines: [
          text(locale, 'cancel.how'),
          ...outlook.lines,
          ...(subscription.autoRenew ? [text(locale, 'cancel.off-instead', outlook.dates)] : []),
        ],
        facts: await subscriptionFacts(services, subscription, locale),
        hints: [text(locale, 'cancel.typed', words)],
        buttons: [
          button(text(locale, 'button.ask-support'), { verb: 'cancellation', act: 'ask', subscriptionId, nonce }),
          ...(subscription.autoRenew ? [button(text(locale, 'button.turn-off-auto-renew'), off)] : []),
          button(text(locale, 'button.keep-it'), { verb: 'leave', nonce }),
        ],
      })
    },
    read: (input, asked) => {
      if (input.kind === 'text') return saysWord(input.text, 'ask-support') ? asked : undefined
      return pressed(input, 'ask', asked.subscriptionId) ? asked : undefined
    },
    hint: (say) => say('cancel.hint', { ask: say('word.ask-support'), stop: say('button.stop') }),
  }
}

export function formQuestion(services: Services): Question<Form, About & Filled> {
  return {
    async card({ subscriptionId, form, wrong }, { speaker: { locale } }) {
      const offer = nameOf(services, await services.store.subscriptions.get(subscriptionId), locale)
      const { problem = 'invoice', reason, details = '', contact = 'chat' } = form ?? {}
      const filled = { problem, details, contact, ...(reason ? { reason } : {}) }
      return ticketFormCard(locale, {
        nonce: services.newId(),
        subscriptionId,
        offer,
        ...filled,
        wrong: wrong ?? false,
      })
    },
    read(input, { subscriptionId, key, form }) {
      const about = { subscriptionId, key }
      if (input.kind === 'text') {
        const { text: details, masked } = ticketText(input.text)
        const preset = form ?? ({ problem: 'invoice', reason: 'other', contact: 'chat' } as const)
        return details ? { ...about, form: { ...preset, details }, masked } : undefined
      }
      const sent = input.kind === 'action' && pressed(input, 'form', subscriptionId)
      return sent ? { ...about, ...readForm(input.action) } : undefined
    },
    hint: (say) => say('form.hint'),
    freeText: true,
  }
}

/** The request as it will be sent, to be looked over before Submit (S20). */
export function reviewQuestion(services: Services): Question<Reviewed, Decided> {
  return {
    async card({ subscriptionId, form, masked }, { speaker }) {
      const { locale } = speaker
      const nonce = services.newId()
      const subscription = await services.store.subscriptions.get(subscriptionId)
      const known = subscription && hasStarted(subscription) && isMember(speaker)
      const outlook = known ? await cancelOutlook(services, speaker, subscription, true) : undefined
      const offer = nameOf(services, subscription, locale)
      const words = { submit: text(locale, 'word.submit'), change: text(locale, 'word.change') }
      const act = (of: 'submit' | 'change') => ({ verb: 'cancellation' as const, act: of, subscriptionId, nonce })
      return messageCard(locale, {
        title: text(locale, 'form.review-title'),
        lines: [
          text(locale, 'form.review'),
          ...(outlook?.lines ?? []),
          ...(masked ? [text(locale, 'form.masked')] : []),
        ],
        facts: [{ title: text(locale, 'fact.subscription'), value: offer }, ...requestFacts(services, form, locale)],
        hints: [text(locale, 'form.review-typed', { ...words, stop: text(locale, 'button.stop') })],
        buttons: [
          button(text(locale, 'button.submit'), act('submit'), { style: 'positive' }),
          button(text(locale, 'button.change'), act('change')),
          ...(outlook?.buttons ?? []),
          button(text(locale, 'button.stop'), { verb: 'leave', nonce }),
        ],
      })
    },
    read(input, { subscriptionId, key, form }) {
      const acts = ['submit', 'change'] as const
      const act = acts.find((each) =>
        input.kind === 'text' ? saysWord(input.text, each) : pressed(input, each, subscriptionId),
      )
      return act && { subscriptionId, key, act, form }
    },
    hint: (say) => {
      const words = { submit: say('word.submit'), change: say('word.change') }
      return say('form.review-hint', words)
    },
  }
}

/** The form's fields as they came; anything but one of each list's own values is wrong. */
export function readForm(sent: object): Filled {
  const fields = z.looseObject({ details: z.string().default('') }).safeParse(sent)
  if (!fields.success) return { wrong: true }
  const { text: details, masked } = ticketText(fields.data.details)
  const { problem, reason, contact } = fields.data
  const form = formRequest.safeParse({ problem, reason, contact, details })
  return form.success ? { form: form.data, masked } : { wrong: true }
}

function nameOf(services: Services, subscription: Subscription | undefined, locale: Locale): string {
  return subscription ? offerName(services, subscription, locale) : ''
}

function pressed(input: Input, act: 'ask' | 'form' | 'submit' | 'change', subscriptionId: string): boolean {
  if (input.kind !== 'action' || input.action.verb !== 'cancellation') return false
  return input.action.act === act && input.action.subscriptionId === subscriptionId
}
