import type { PaperSheet } from '../../../cards/paper-sheet.ts'
import { type Html, html } from '../../http/html.ts'

/** The paper as its page shows it; what stands in the article is what the PDF says, in the same order. */
export function paperArticle({ title, number, banner, parties, facts, item, sums, notes }: PaperSheet): Html {
  return html`<article>
<header>
<h1>${title}</h1>
<p class="number">${number}</p>
</header>
${banner.map((each) => html`<p class="refunded">${each}</p>`)}
<div class="parties">
${parties.map(
  ({ heading, lines }) => html`<section><h2>${heading}</h2>${lines.map((each) => html`<p>${each}</p>`)}</section>`,
)}
</div>
<dl>
${facts.map(({ title: name, value }) => html`<dt>${name}</dt><dd>${value}</dd>`)}
</dl>
<table>
<thead><tr><th scope="col">${item.heading}</th><th scope="col" class="money">${item.amountHeading}</th></tr></thead>
<tbody><tr><td>${item.name}</td><td class="money">${item.amount}</td></tr>
<tr><td colspan="2" class="quiet">${item.term}</td></tr></tbody>
<tfoot>${sums.map(
    ({ title: name, value }) => html`<tr><th scope="row">${name}</th><td class="money">${value}</td></tr>`,
  )}</tfoot>
</table>
${notes.map((each) => html`<p class="quiet">${each}</p>`)}
</article>`
}
