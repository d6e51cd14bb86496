import type { DialogContext, DialogTurnResult } from 'botbuilder-dialogs'
import { ComponentDialog } from 'botbuilder-dialogs/lib/componentDialog.js'
import { Dialog, DialogTurnStatus } from 'botbuilder-dialogs/lib/dialog.js'
import type { Services } from '../store/use-cases/services.ts'
import { activateBenefitsDialog } from './benefits/activate-benefits.ts'
import { helpDialog } from './help.ts'
import { offersDialog } from './ordering/offers.ts'
import { paymentMethodDialog } from './ordering/payment-method.ts'
import { purchaseDialog } from './ordering/purchase.ts'
import { receiptsDialog } from './ordering/receipts.ts'
import { subscribeDialog } from './ordering/subscribe.ts'
import { auditDialog } from './people/audit.ts'
import { companyProfileDialog } from './people/company-profile.ts'
import { joinDialog } from './people/join.ts'
import { languageDialog } from './people/language.ts'
import { peopleDialog } from './people/people.ts'
import { remindersDialog } from './reminders/reminders.ts'
import { router } from './router.ts'
import { purchasedOffersDialog } from './subscriptions/purchased-offers.ts'
import { renewDialog } from './subscriptions/renew.ts'
import { turnOffAutoRenewDialog } from './subscriptions/turn-off-auto-renew.ts'
import { cancelSubscriptionDialog } from './support/cancel-subscription.ts'
import { supportRequestsDialog } from './support/support-requests.ts'
import { collect, type Effects } from './talk/outcome.ts'
import type { CommandName } from './understanding/commands.ts'

/** The commands that begin a dialog of their own name, in the order in which help lists them. */
const COMMAND_DIALOGS: [CommandName, (services: Services) => Dialog[]][] = [
  ['join', joinDialog],
  ['offers', offersDialog],
  ['subscribe', subscribeDialog],
  ['purchased-offers', purchasedOffersDialog],
  ['renew', renewDialog],
  ['turn-off-auto-renew', turnOffAutoRenewDialog],
  ['cancel-subscription', cancelSubscriptionDialog],
  ['support-requests', supportRequestsDialog],
  ['activate-benefits', activateBenefitsDialog],
  ['payment-method', paymentMethodDialog],
  ['receipts', receiptsDialog],
  ['company-profile', companyProfileDialog],
  ['people', peopleDialog],
  ['reminders', remindersDialog],
  ['audit', auditDialog],
  ['language', languageDialog],
  ['help', (services) => helpDialog(services, OFFERED)],
]
/** What can be asked for; `continue` and `stop` have no dialog: they are about the one that is open. */
export const OFFERED: readonly CommandName[] = [...COMMAND_DIALOGS.map(([name]) => name), 'continue', 'stop']

/** The dialog that holds all others: what comes in goes first through the router, which knows about interruptions. */
export function rootDialog(services: Services): Dialog {
  const root = new Root(router(services, OFFERED))
  for (const each of purchaseDialog(services)) root.addDialog(each)
  for (const each of COMMAND_DIALOGS.flatMap(([, dialog]) => dialog(services))) root.addDialog(each)
  return root
}

type Route = (dc: DialogContext) => Promise<Effects>

/** The library's way to put something before every inner dialog is to override these two methods; hence a class. */
class Root extends ComponentDialog {
  private readonly route: Route

  constructor(route: Route) {
    super('root')
    this.route = route
  }

  protected override async onBeginDialog(dc: DialogContext): Promise<DialogTurnResult> {
    collect(dc.context, await this.route(dc))
    return dc.activeDialog ? Dialog.EndOfTurn : { status: DialogTurnStatus.empty }
  }

  protected override async onContinueDialog(dc: DialogContext): Promise<DialogTurnResult> {
    collect(dc.context, await this.route(dc))
    // Root stays for as long as the conversation does: what is open inside it is its own affair.
    return Dialog.EndOfTurn
  }
}
