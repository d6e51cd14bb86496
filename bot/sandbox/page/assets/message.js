import { post } from './api.js'
import { refreshOf, renderCard } from './card.js'
import { button, h } from './dom.js'
import { toHtml } from './markdown.js'
import { currentLanguage, text } from './texts.js'

/** Cards that were refreshed already, by message and version: a client does it once per version. */
const refreshed = new Set()

/**
 * One message on the page. `show(message)` puts it in place; the card is rendered again only if it changed, so that
 * what somebody is typing into it stays. `look()` gives who looks, at what theme: { person, bot, theme, oldClient }.
 */
export function messageView(look) {
  const head = h('div', { class: 'message-head' })
  const body = h('div', { class: 'message-text' })
  const cards = h('div', { class: 'cards' })
  const note = h('p', { class: 'note', role: 'status' })
  const own = h('div', { class: 'own' })
  const element = h(
    'article',
    { class: 'message', tabindex: '-1' },
    head,
    h('div', { class: 'bubble' }, body, cards, own),
    note,
  )
  let shown = ''
  let rendered = ''
  let editing = false
  let current

  function show(message) {
    const { person, people, bot, theme, oldClient } = look()
    // Untouched, unless something differs: what is put in place again would be read out again.
    const state = JSON.stringify([message, person.id, person.zone, theme, oldClient, currentLanguage()])
    if (state === shown && !editing) return
    shown = state
    editing = false
    current = message
    const mine = message.personId === person.id
    const name = message.from === 'bot' ? bot : mine ? text('message.you') : people.get(message.personId)?.name
    element.className = `message ${message.from === 'bot' ? 'from-bot' : mine ? 'from-me' : 'from-other'}`
    const marks = [timeOf(message.at, person.zone)]
    if (message.updates > 0 && !message.deleted)
      marks.push(text(message.from === 'bot' ? 'message.updated' : 'message.edited'))
    head.replaceChildren(h('span', { class: 'name' }, name ?? ''), h('span', { class: 'time' }, marks.join(' · ')))
    element.setAttribute('aria-label', `${name}, ${marks[0]}`)
    showText(message)
    showNote(message, person.id)
    const seen = message.deleted ? [] : cardsFor(message, person.id)
    const key = JSON.stringify([seen, theme, oldClient, currentLanguage()])
    if (key !== rendered) {
      const hadFocus = cards.contains(document.activeElement)
      rendered = key
      cards.replaceChildren(...seen.map((json) => cardFrame(json, { theme, oldClient })))
      if (hadFocus) element.focus()
    }
    own.replaceChildren(...(mine && !message.deleted ? ownButtons() : []))
  }

  function showText(message) {
    body.classList.toggle('gone', message.deleted)
    body.hidden = false
    if (message.deleted) body.textContent = text('message.deleted')
    else if (message.from === 'bot') body.innerHTML = message.text ? toHtml(message.text) : ''
    else body.textContent = message.text ?? ''
    const others = message.deleted ? [] : message.otherAttachments
    body.append(...others.map((type) => h('p', { class: 'other' }, text('message.other', { type }))))
    body.hidden = body.childNodes.length === 0
    element.classList.toggle('card-only', body.hidden)
  }

  function showNote(message, personId) {
    const { failed, text: said } = message.notes[personId] ?? {}
    const lost = message.delivered === false
    note.textContent = lost ? text('message.lost') : said || (failed ? text('message.failed') : '')
    note.classList.toggle('failed', Boolean(failed || lost))
    note.hidden = note.textContent === ''
  }

  function cardFrame(json, { theme, oldClient }) {
    const { person } = look()
    const press = (action, trigger = 'manual') =>
      post('press', { person: person.id, message: current.id, action, trigger })
    const frame = h('section', { class: 'card', 'aria-label': text('message.card') })
    frame.append(renderCard(json, { theme, oldClient, press }))
    const refresh = refreshOf(json, person.accountId)
    if (refresh) whenSeen(frame, `${person.id}/${current.id}/${current.updates}`, () => press(refresh, 'automatic'))
    return frame
  }

  function ownButtons() {
    const { person } = look()
    const ask = { person: person.id, message: current.id }
    return [button(text('message.edit'), () => edit(ask)), button(text('message.delete'), () => post('remove', ask))]
  }

  function edit(ask) {
    editing = true
    const field = h('textarea', { value: current.text ?? '', rows: 2, 'aria-label': text('message.edit') })
    const close = () => show(current)
    const save = async () => {
      if (field.value.trim() !== '') await post('edit', { ...ask, text: field.value.trim() })
    }
    body.replaceChildren(field)
    own.replaceChildren(button(text('message.save'), save), button(text('message.cancel'), close))
    field.focus()
  }

  return { element, show }
}

function cardsFor(message, personId) {
  const own = message.views[personId]
  return own ? [own, ...message.cards.slice(1)] : message.cards
}

/** Once per version, when the card comes into sight. */
function whenSeen(element, version, run) {
  if (refreshed.has(version)) return
  const observer = new IntersectionObserver((entries) => {
    if (!entries.some((entry) => entry.isIntersecting) || refreshed.has(version)) return
    refreshed.add(version)
    observer.disconnect()
    run()
  })
  observer.observe(element)
}

function timeOf(at, zone) {
  return new Intl.DateTimeFormat(currentLanguage(), { timeZone: zone, hour: 'numeric', minute: '2-digit' }).format(
    new Date(at),
  )
}
