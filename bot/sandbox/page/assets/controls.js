import { ask, get, post } from './api.js'
import { button, h, labelled, select } from './dom.js'
import { currentLanguage, text, textOr } from './texts.js'

/** The right panel: whatever the bot lets us turn and look at behind it. `look()` gives { person, nameOf, shown, … }. */
export function controlsPanel(element, look, setOldClient) {
  const now = h('output', { class: 'now' })
  const moved = h('p', { class: 'moved', role: 'status' })
  const disputed = h('p', { class: 'moved', role: 'status' })
  const refunded = h('p', { class: 'moved', role: 'status' })
  const jobs = h('ul', { class: 'rows' })
  const deliveries = h('ul', { class: 'rows' })
  const days = h('input', { type: 'number', class: 'control', min: 1, max: 3660, value: 30 })
  let moving = false
  let outcome
  let nextRefund

  async function refresh() {
    const behind = await get('behind')
    if (!behind) return
    if (behind.now) now.textContent = when(behind.now)
    // Under the hand of whoever is choosing it stays as it is.
    if (behind.outcome && outcome !== document.activeElement) outcome.value = behind.outcome
    fill(jobs, behind.jobs)
    fill(deliveries, behind.deliveries)
  }

  function fill(list, rows) {
    const items = (rows ?? [])
      .slice(0, 50)
      .map((row) =>
        h(
          'li',
          { title: row.key },
          h('strong', {}, textOr(row.what, row.key)),
          h('span', { class: 'state' }, textOr(`state.${row.state}`, row.state)),
          h('span', { class: 'about' }, row.about[currentLanguage()]),
          h('span', {}, when(row.at)),
        ),
      )
    list.replaceChildren(...(items.length > 0 ? items : [h('li', { class: 'none' }, text('controls.none'))]))
  }

  function when(instant) {
    const date = { year: 'numeric', month: currentLanguage() === 'en' ? 'short' : 'long', day: 'numeric' }
    const format = { timeZone: look().person.zone, ...date, hour: 'numeric', minute: '2-digit' }
    return new Intl.DateTimeFormat(currentLanguage(), format).format(new Date(instant))
  }

  /** One move of the clock at a time; says afterwards who has heard of something. */
  async function move(what, body, silence) {
    if (moving) return
    moving = true
    moved.textContent = text('controls.moving')
    const answer = await ask(what, body)
    await refresh()
    moving = false
    const names = (answer?.told ?? []).map((id) => look().nameOf(id))
    if (!answer) moved.textContent = ''
    else moved.textContent = names.length > 0 ? text('controls.told', { names: listed(names) }) : text(silence)
  }

  function listed(names) {
    return new Intl.ListFormat(currentLanguage(), { type: 'conjunction' }).format(names)
  }

  function clock(shown) {
    const advance = (by) => move('advance', { days: by }, 'controls.silence')
    return section(
      'controls.clock',
      h('p', {}, `${text('controls.now')} `, now),
      shown.nextMessage && button(text('controls.next'), () => move('next-message', {}, 'controls.nothing')),
      shown.renewal && button(text('controls.renewal'), () => move('next-renewal', {}, 'controls.nothing')),
      button(text('controls.day'), () => advance(1)),
      labelled(text('controls.days'), days),
      button(text('controls.advance'), () => advance(Math.max(1, Math.trunc(Number(days.value) || 1)))),
      moved,
    )
  }

  function charge(shown) {
    const outcomes = shown.outcomes.map((each) => [each, textOr(`outcome.${each}`, each)])
    outcome = select(outcomes, outcome?.value, (chosen) => post('outcome', { outcome: chosen }))
    return section(
      'controls.charge',
      labelled(text('controls.outcome'), outcome),
      ...shown.disputes.map((state) => button(text(`dispute.${state}`), () => dispute(state))),
      disputed,
    )
  }

  function refunds(shown) {
    const outcomes = shown.refundOutcomes.map((each) => [each, text(`refund.${each}`)])
    nextRefund = select(outcomes, nextRefund?.value, (chosen) => post('next-refund', { outcome: chosen }))
    return section(
      'controls.refunds',
      outcomes.length > 0 && labelled(text('controls.nextRefund'), nextRefund),
      ...shown.refundActs.map((act) => button(text(`refund.${act}`), () => refund(act))),
      refunded,
    )
  }

  async function refund(act) {
    const answer = await ask('refund', { act })
    refunded.textContent = text(answer?.done ? 'controls.gatewayTells' : 'controls.noRefund')
    await refresh()
  }

  async function dispute(state) {
    const answer = await ask('dispute', { state })
    disputed.textContent = text(answer?.paid ? 'controls.bankTells' : 'controls.notPaid')
    await refresh()
  }

  function teams() {
    const { person, oldClient } = look()
    const clients = [
      ['new', text('controls.client.new')],
      ['old', text('controls.client.old')],
    ]
    const again = (newId) => post('redeliver', { person: person.id, newId })
    return section(
      'controls.teams',
      labelled(
        text('controls.clients'),
        select(clients, oldClient ? 'old' : 'new', (value) => setOldClient(value === 'old')),
      ),
      button(text('controls.again'), () => again(false)),
      button(text('controls.againNew'), () => again(true)),
      person.installed && button(text('controls.remove'), () => post('uninstall', { person: person.id })),
    )
  }

  return {
    refresh,
    show() {
      const { shown } = look()
      element.setAttribute('aria-label', text('bar.controls'))
      element.replaceChildren(
        h('h2', {}, text('controls.heading')),
        ...[
          shown.clock && clock(shown),
          shown.outcomes.length > 0 && charge(shown),
          shown.refundActs.length > 0 && refunds(shown),
          teams(),
          shown.jobs && section('controls.jobs', jobs),
          shown.deliveries && section('controls.deliveries', deliveries),
        ].filter(Boolean),
      )
      void refresh()
    },
  }
}

function section(heading, ...children) {
  return h('section', {}, h('h3', {}, text(heading)), ...children)
}
