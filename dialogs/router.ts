import type { DialogContext } from 'botbuilder-dialogs'
import type { Action } from '../cards/actions.ts'
import { oneLine } from '../cards/message.ts'
import type { Services } from '../store/use-cases/services.ts'
import { hasCardNumber } from '../store/values/card-number.ts'
import { isRefused, routeOf, VERBS } from './buttons.ts'
import { closed } from './closed.ts'
import { tellEvent } from './events.ts'
import { isOutlived, openOrderOf, waitsForPage } from './ordering/awaited.ts'
import { isOrderAnswer } from './ordering/order-answers.ts'
import { recognise } from './recognise.ts'
import { answerCourtesy } from './small-talk.ts'
import { explainNoTurningOn, wantsAutoRenewOn } from './subscriptions/no-turning-on.ts'
import { suggest } from './suggesting.ts'
import { broughtOnly } from './support/brought-along.ts'
import { typedToTicket } from './support/ticket-words.ts'
import type { DialogName, Effects } from './talk/outcome.ts'
import { openQuestion } from './talk/question.ts'
import { stackIsSound } from './talk/stack.ts'
import { type Input, say, type Turn, turnOf } from './talk/turn.ts'
import { readDone } from './talk/typed-answers.ts'
import { saysWord } from './talk/words.ts'
import { COMMANDS, type CommandName } from './understanding/commands.ts'
import { exactCommand } from './understanding/exact.ts'

/** Commands that are answered in the middle of anything, and then come back to the step. */
const IN_BETWEEN: readonly CommandName[] = ['help', 'language', 'offers']
/** Everything that comes of it is said. */
const SAID: Effects = {}

/**
 * Where everything that comes in is sent: to the open question if it is an answer, to the command that it names, or to
 * the order whose card was pressed. Nothing here changes a record.
 */
export function router(services: Services, offered: readonly CommandName[]) {
  return async (dc: DialogContext): Promise<Effects> => {
    const turn = turnOf(dc.context)
    if (!stackIsSound(dc)) {
      await dc.cancelAllDialogs()
      if (!goesOn(turn.input)) await tellUpdated(dc, turn)
    }
    switch (turn.input.kind) {
      case 'event':
        return tellEvent(services, dc, turn.input.event)
      case 'bad-card':
        return { replacementCard: oneLine(turn.speaker.locale, 'error.bad-card') }
      case 'action':
        return (await isRefused(dc.context, turn.input.action)) ? SAID : onAction(dc, turn, turn.input.action)
      case 'text':
        return onText(dc, turn, turn.input.text)
    }
  }

  /** Whose open step ended with the version that asked it. */
  async function tellUpdated(dc: DialogContext, turn: Turn): Promise<void> {
    const { locale } = turn.speaker
    const words = { continue: COMMANDS.continue[locale], help: COMMANDS.help[locale] }
    await say(dc.context, (await openOrderOf(services, turn)) ? 'error.updated' : 'error.updated-no-order', words)
  }

  /** A pressed card that leads somewhere, and “continue”, do so without their dialog: there is nothing to say again. */
  function goesOn(input: Input): boolean {
    if (input.kind === 'text') return exactCommand(input.text) === 'continue'
    if (input.kind !== 'action') return false
    const { begins, command } = routeOf(input.action, offered)
    return begins !== undefined || command !== undefined
  }

  async function onAction(dc: DialogContext, turn: Turn, action: Action): Promise<Effects> {
    const open = openQuestion(dc)
    const answer = open?.read(turn)
    const { repeatable = false } = VERBS[action.verb]
    // Before anything changes of what it says.
    const wasShown = repeatable ? undefined : await open?.asked(turn, action.nonce)
    if (answer !== undefined) return { ...(await answered(dc, answer)), wasShown }
    if (action.verb === 'close') return { wasShown: wasShown ?? (await closed(services, turn, action.about)) }
    const { becomes, begins, command } = routeOf(action, offered)
    if (command) await onCommand(dc, turn, command)
    if (begins) await (begins.over ? onTop : afresh)(dc, begins.dialog, begins.wish)
    // A card that we don't have before us keeps what it says, and with it its buttons.
    const became = becomes && wasShown ? { replacementCard: oneLine(turn.speaker.locale, becomes) } : SAID
    return { ...became, wasShown, staysAsItIs: repeatable && !isOrderAnswer(action) }
  }

  async function onText(dc: DialogContext, turn: Turn, said: string): Promise<Effects> {
    const { locale } = turn.speaker
    if (hasCardNumber(said)) {
      await say(dc.context, 'card-number.typed')
      return SAID
    }
    if (await broughtOnly(services, dc.context, said)) return SAID
    const heard = recognise(said, locale)
    const command = offered.find((each) => each === heard.command)
    const open = openQuestion(dc)
    const question = open?.question
    const answer = open?.read(turn)
    // Its own answers come before the many words for commands; where any text is an answer, it is the other way round.
    if (!question?.freeText && answer !== undefined) return answered(dc, answer)
    if ((!question || question.optional) && readDone(said) && (await waitsForPage(services, turn)))
      return lookAgain(dc, turn)
    const toTicket = !question || question.optional ? await typedToTicket(services, turn, said) : undefined
    if (toTicket) return afresh(dc, 'support-requests', toTicket)
    if (command && (exactCommand(said) === command || !question)) return onCommand(dc, turn, command, heard.details)
    if (answer !== undefined) return answered(dc, answer)
    if (command && !question?.freeText) return onCommand(dc, turn, command, heard.details)
    const courteous = () => answerCourtesy(dc, said, open)
    if (question && !question.optional) return (await outlived(dc)) ?? ((await courteous()) ? SAID : unanswered(dc))
    if (await courteous()) return SAID
    if (saysWord(said, 'done')) return goOn(dc, turn)
    if (saysWord(said, 'purchase')) {
      await say(dc.context, 'review.none', { continue: COMMANDS.continue[locale], offers: COMMANDS.offers[locale] })
      return SAID
    }
    const among = heard.suggestions.filter((each) => offered.includes(each))
    if (wantsAutoRenewOn(said)) await explainNoTurningOn(services, dc.context)
    else await suggest(services, dc.context, said, among, heard.details)
    return SAID
  }

  async function onCommand(
    dc: DialogContext,
    turn: Turn,
    command: CommandName,
    details: { offer?: string; area?: string } = {},
  ): Promise<Effects> {
    if (command === 'stop') return leave(dc, turn)
    if (command === 'continue') return goOn(dc, turn)
    if (IN_BETWEEN.includes(command) && dc.stack.some((each) => each.id === command)) return goOn(dc, turn)
    if (IN_BETWEEN.includes(command)) return onTop(dc, command, {})
    const known = services.catalogue.offers.some((each) => each.id === details.offer)
    const named = { offer: details.offer, area: details.area }
    const wish = command === 'subscribe' ? (known ? { offerId: details.offer, area: details.area } : {}) : named
    return afresh(dc, command, wish)
  }

  /** Leaves the flow that is open; an order in it keeps its 24 hours, and no subscription is touched. */
  async function leave(dc: DialogContext, turn: Turn): Promise<Effects> {
    const wasOrder = dc.stack.some((each) => each.id === 'purchase')
    const wasOpen = dc.stack.length > 0
    const { locale } = turn.speaker
    const left = offered.find((each) => each === dc.stack[0]?.id)
    await dc.cancelAllDialogs()
    const words = { continue: COMMANDS.continue[locale], flow: COMMANDS[left ?? 'stop'][locale] }
    await say(dc.context, wasOrder ? 'stop.kept' : wasOpen ? 'stop.left' : 'stop.nothing', words)
    return SAID
  }

  /** The open step's order is over by now, or waits for a page that may be: it is taken up as it stands. */
  async function outlived(dc: DialogContext): Promise<Effects | undefined> {
    const orderId = openQuestion(dc)?.orderId
    return orderId && (await isOutlived(services, orderId)) ? afresh(dc, 'purchase', { orderId }) : undefined
  }

  /** Back to the open step, or else to the person's unfinished order, wherever it stands. */
  async function goOn(dc: DialogContext, turn: Turn): Promise<Effects> {
    if (dc.activeDialog && !openQuestion(dc)?.question.optional) {
      const standing = await outlived(dc)
      if (standing) return standing
      await dc.repromptDialog()
      return SAID
    }
    const order = await openOrderOf(services, turn)
    if (order) return afresh(dc, 'purchase', { orderId: order._id })
    await say(dc.context, 'continue.nothing', { offers: COMMANDS.offers[turn.speaker.locale] })
    return SAID
  }

  /** "done" after a hosted page whose dialog is no longer open: what became of it is looked up. */
  async function lookAgain(dc: DialogContext, turn: Turn): Promise<Effects> {
    const order = await openOrderOf(services, turn)
    if (!order) return afresh(dc, 'payment-method', { answer: { verb: 'method-replaced' } })
    const verb = order.methodPage ? 'method-done' : 'check-order'
    return afresh(dc, 'purchase', { orderId: order._id, answer: { verb, orderId: order._id } })
  }
}

/** Begins a dialog in place of whatever is open. */
async function afresh(dc: DialogContext, dialog: DialogName, wish: object): Promise<Effects> {
  await dc.cancelAllDialogs()
  return onTop(dc, dialog, wish)
}

async function onTop(dc: DialogContext, dialog: DialogName, wish: object): Promise<Effects> {
  await dc.beginDialog(dialog, wish)
  return SAID
}

/** The open question is over, and its dialog goes on with what was read. */
async function answered(dc: DialogContext, answer: unknown): Promise<Effects> {
  await dc.endDialog(answer)
  return SAID
}

/** The open question says what would be an answer. */
async function unanswered(dc: DialogContext): Promise<Effects> {
  await dc.continueDialog()
  return SAID
}
