import { post } from './api.js'
import { composer } from './composer.js'
import { button, h, initialsOf } from './dom.js'
import { messageView } from './message.js'
import { currentLanguage, text } from './texts.js'

/** How long a bot counts as typing after it said so. */
const TYPING_MS = 10_000

/** One chat: a person's 1:1 with the bot, or a channel. `look()` gives { person, people, bot, theme, … }. */
export function chatPane(place, look) {
  const title = h('h2', {})
  const subtitle = h('p', {})
  const log = h('div', { class: 'log', role: 'log', tabindex: '0', 'aria-live': 'polite' })
  const typing = h('div', { class: 'typing', role: 'status', hidden: true })
  const write = composer(place, look)
  const add = h('div', { class: 'add' })
  const sign = h('span', { class: 'avatar', 'aria-hidden': 'true' }, place ? '#' : initialsOf(look().bot))
  const head = h('header', { class: 'chat-head' }, sign, title, subtitle)
  const element = h('section', { class: 'chat' }, head, log, typing, add, write.element)
  const views = new Map()
  const others = new Map()
  let timer

  function show(messages, installed) {
    const { person, bot } = look()
    title.textContent = place ? place.name : text('chat.personal', { bot })
    subtitle.textContent = place
      ? text('chat.channel.note', { team: place.team })
      : text('chat.personal.note', { name: person.name })
    element.setAttribute('aria-label', title.textContent)
    log.setAttribute('aria-label', text('chat.log'))
    write.element.hidden = !installed
    write.show()
    showAdd(installed)
    showMessages(messages.filter((each) => each.type === 'message'))
  }

  function showAdd(installed) {
    const { person } = look()
    add.hidden = installed
    const run = () =>
      place ? post('install-team', { channel: place.id, person: person.id }) : post('install', { person: person.id })
    add.replaceChildren(
      h('span', {}, text('chat.removed')),
      button(text(place ? 'chat.addTeam' : 'chat.add'), run, { class: 'control primary' }),
    )
  }

  function showMessages(messages) {
    const atEnd = log.scrollHeight - log.scrollTop - log.clientHeight < 80
    const before = views.size
    const nodes = []
    let day
    for (const message of place ? byThread(messages) : messages) {
      const its = dayOf(message.at)
      if (its !== day) nodes.push(kept(`day ${message.thread ?? ''} ${its}`, () => h('p', { class: 'day' }, its)))
      day = its
      if (!views.has(message.id)) views.set(message.id, messageView(look))
      const view = views.get(message.id)
      view.show(message)
      view.element.classList.toggle('in-thread', Boolean(message.thread) && message.thread !== message.id)
      nodes.push(view.element)
    }
    if (nodes.length === 0) nodes.push(kept(text('chat.empty'), () => h('p', { class: 'empty' }, text('chat.empty'))))
    if (place) addReplyButtons(nodes, messages)
    arrange(nodes)
    if (atEnd || views.size > before) log.scrollTop = log.scrollHeight
  }

  /** The node of that key, made once: what is put in place again would be read out again. */
  function kept(key, make) {
    if (!others.has(key)) others.set(key, make())
    return others.get(key)
  }

  /** Puts the nodes in order and touches only those that are not there yet: focus and inputs stay. */
  function arrange(nodes) {
    const stay = new Set(nodes)
    for (const child of [...log.children]) if (!stay.has(child)) child.remove()
    nodes.forEach((node, index) => {
      if (log.children[index] !== node) log.insertBefore(node, log.children[index] ?? null)
    })
  }

  /** In a channel: the way into each thread, under its last message. */
  function addReplyButtons(nodes, messages) {
    for (const thread of new Set(messages.map((each) => each.thread))) {
      const last = byThread(messages).findLast((each) => each.thread === thread)
      const at = nodes.indexOf(views.get(last.id).element)
      const make = () => button(text('compose.thread'), () => write.replyIn(thread), { class: 'control reply' })
      nodes.splice(at + 1, 0, kept(`${thread} ${text('compose.thread')}`, make))
    }
  }

  function dayOf(at) {
    const { person } = look()
    const format = { timeZone: person.zone, weekday: 'short', year: 'numeric', month: 'long', day: 'numeric' }
    return new Intl.DateTimeFormat(currentLanguage(), format).format(new Date(at))
  }

  /** The bot said that it is typing, or said something. */
  function showTyping(on) {
    clearTimeout(timer)
    typing.hidden = !on
    typing.replaceChildren(
      h('span', { class: 'dots', 'aria-hidden': 'true' }, h('i'), h('i'), h('i')),
      text('chat.typing', { bot: look().bot }),
    )
    if (on) timer = setTimeout(() => showTyping(false), TYPING_MS)
  }

  return { element, show, showTyping, focus: write.focus }
}

/** Threads in the order in which they began, each with its replies after it. */
function byThread(messages) {
  const order = new Map(messages.map((each, index) => [each.id, index]))
  const root = (each) => order.get(each.thread) ?? order.get(each.id)
  return messages.toSorted((a, b) => root(a) - root(b) || order.get(a.id) - order.get(b.id))
}
