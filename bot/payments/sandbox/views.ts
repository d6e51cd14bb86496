import { formatMoney } from '../../../cards/format.ts'
import type { Money, PaymentMethod } from '../../../store/use-cases/services.ts'
import { type Html, html } from '../../http/html.ts'
import type { PageResponse } from '../../http/server.ts'
import { SANDBOX_CARDS, type SandboxCard } from './cards.ts'
import type { FieldErrors, FieldName } from './form.ts'
import { page } from './layout.ts'
import { BANK_PATH, METHOD_PATH } from './paths.ts'
import { publicId, type SandboxSession } from './session.ts'
import { PAGE_TEXTS, type PageTexts } from './texts.ts'

function action(path: string, session: SandboxSession): string {
  return `${path}?${new URLSearchParams({ session: publicId(session) })}`
}

/** 4242 4242 4242 4242, as it stands on cards. */
function grouped(number: string): string {
  return number.length === 15 ? number.replace(/(.{4})(.{6})(.{5})/, '$1 $2 $3') : number.replace(/(.{4})(?=.)/g, '$1 ')
}

function dot({ outcome }: SandboxCard): string {
  if (outcome === 'succeed') return 'dot good'
  return outcome === 'decline' ? 'dot bad' : 'dot'
}

function choice(card: SandboxCard, texts: PageTexts): Html {
  return html`<li><button class="choice" name="card" value="${card.id}"><span class="${dot(card)}" aria-hidden="true"></span><span><strong>${texts.cards[card.id]}</strong> <small>${card.brand} ${grouped(card.number)}</small></span></button></li>
`
}

const FIELDS: readonly FieldName[] = ['number', 'expiry', 'cvc']

function summary(errors: FieldErrors, texts: PageTexts): Html {
  const items = FIELDS.flatMap((name) => {
    const error = errors[name]
    return error ? [html`<li><a href="#${name}">${texts.errors[error]}</a></li>`] : []
  })
  return html`<div class="summary" role="alert" aria-labelledby="summary-title">
<h2 id="summary-title">${texts.errors.title}</h2>
<ul>${items}</ul>
</div>`
}

/** The page on which a test card is added. No field that was refused is shown again, but for month and year. */
export function methodPage(session: SandboxSession, errors: FieldErrors = {}, expiry = ''): PageResponse {
  const texts = PAGE_TEXTS[session.locale]
  const { method } = texts
  const wrong = Object.keys(errors).length > 0

  function field(name: FieldName, label: string, hint: string, autocomplete: string, size: string, value = ''): Html {
    const error = errors[name]
    return html`<div class="field">
<label for="${name}">${label}</label>
<input id="${name}" name="${name}" type="text" inputmode="numeric" autocomplete="${autocomplete}" maxlength="${size}" value="${value}" required aria-describedby="${error ? `${name}-error ` : ''}${name}-hint"${error ? html` aria-invalid="true"` : undefined}>
${error ? html`<span class="wrong" id="${name}-error">${texts.errors[error]}</span>` : undefined}
<span class="hint" id="${name}-hint">${hint}</span>
</div>`
  }

  const cards = html`<h2 id="cards">${method.cards}</h2>
<form method="post" action="${action(METHOD_PATH, session)}" aria-labelledby="cards">
<ul class="choices">
${SANDBOX_CARDS.map((card) => choice(card, texts))}</ul>
</form>`
  const typed = html`<h2 id="typed">${method.form}</h2>
<form class="panel" method="post" action="${action(METHOD_PATH, session)}" aria-labelledby="typed" novalidate>
${field('number', method.number, method.numberHint, 'cc-number', '30')}
<div class="pair">
${field('expiry', method.expiry, method.expiryHint, 'cc-exp', '10', expiry)}
${field('cvc', method.cvc, method.cvcHint, 'cc-csc', '6')}
</div>
<div class="field">
<label for="name">${method.name}</label>
<input id="name" name="name" type="text" autocomplete="cc-name" maxlength="100" aria-describedby="name-hint">
<span class="hint" id="name-hint">${method.nameHint}</span>
</div>
<button class="button">${method.submit}</button>
</form>`
  const body = html`<p class="eyebrow">${method.eyebrow}</p>
<h1>${method.title}</h1>
<p class="quiet">${method.lead}</p>
${wrong ? html`${summary(errors, texts)}${typed}${cards}` : html`${cards}${typed}`}
<p class="leave"><a href="${session.returnUrl}">${method.leave}</a></p>`
  return page(wrong ? 422 : 200, session.locale, wrong ? `${texts.errors.prefix}: ${method.title}` : method.title, body)
}

/** The page on which the person answers the bank. */
export function bankPage(session: SandboxSession, money: Money, method: PaymentMethod | undefined): PageResponse {
  const { bank } = PAGE_TEXTS[session.locale]
  const body = html`<h1>${bank.title}</h1>
<p class="quiet">${bank.lead}</p>
<dl class="panel">
<div><dt>${bank.amount}</dt><dd>${formatMoney(money, session.locale)}</dd></div>
${method ? html`<div><dt>${bank.card}</dt><dd>${method.brand} •••• ${method.last4}</dd></div>` : undefined}
</dl>
<form method="post" action="${action(BANK_PATH, session)}">
<button class="button" name="answer" value="approve">${bank.approve}</button>
<button class="button second" name="answer" value="refuse">${bank.refuse}</button>
</form>
<p class="hint note">${bank.note}</p>`
  return page(200, session.locale, bank.title, body)
}
