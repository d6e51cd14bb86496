import { post } from './api.js'
import { button, h } from './dom.js'
import { currentLanguage, text } from './texts.js'

/**
 * Where a person writes, with the command menu above. `place`: undefined for the 1:1 chat, else the channel.
 * `look()` gives { person, bot, commands }.
 */
export function composer(place, look) {
  const chips = h('div', { class: 'chips', role: 'group' })
  const thread = h('div', { class: 'replying', hidden: true })
  const field = h('textarea', { rows: 1 })
  const send = h('button', { type: 'submit', class: 'send' })
  const form = h('form', { class: 'composer' }, chips, thread, h('div', { class: 'compose-row' }, field, send))
  let replyTo

  async function say(words) {
    const { person } = look()
    const where = { ...(place ? { in: place.id } : {}), ...(replyTo ? { thread: replyTo } : {}) }
    return post('say', { person: person.id, text: words, ...where })
  }

  async function submit() {
    const words = field.value.trim()
    if (words === '') return
    field.value = ''
    grow()
    if (!(await say(words)) && field.value === '') field.value = words
  }

  function grow() {
    field.style.height = 'auto'
    field.style.height = `${Math.min(field.scrollHeight + 2, 160)}px`
  }

  form.addEventListener('submit', (event) => {
    event.preventDefault()
    void submit()
  })
  field.addEventListener('input', grow)
  field.addEventListener('keydown', (event) => {
    // An input method's own Enter chooses a word; it does not send.
    if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return
    event.preventDefault()
    void submit()
  })

  return {
    element: form,
    focus: () => field.focus(),
    /** Answers go into this thread from now on; undefined: a new one. */
    replyIn(id) {
      replyTo = id
      thread.hidden = id === undefined
      thread.replaceChildren(
        h('span', {}, text('compose.replying')),
        button(text('compose.newThread'), () => this.replyIn(undefined)),
      )
      if (id !== undefined) field.focus()
    },
    show() {
      const { bot, commands } = look()
      const label = place ? text('compose.channel', { channel: place.name }) : text('compose.label', { bot })
      field.setAttribute('aria-label', label)
      field.placeholder = text(place ? 'compose.mention' : 'compose.placeholder')
      send.textContent = text('compose.send')
      chips.setAttribute('aria-label', text('compose.commands'))
      const offered = place ? [] : (commands[currentLanguage()] ?? [])
      chips.replaceChildren(...offered.map((command) => button(command, () => say(command), { class: 'chip' })))
      chips.hidden = offered.length === 0
    },
  }
}
