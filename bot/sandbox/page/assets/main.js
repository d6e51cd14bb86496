import { follow, get, post } from './api.js'
import { chatPane } from './chat.js'
import { controlsPanel } from './controls.js'
import { h, select } from './dom.js'
import { showPeople } from './people.js'
import { currentLanguage, pageLanguage, setLanguage, text } from './texts.js'

const [bar, peopleColumn, chats, controlsColumn] = ['bar', 'people', 'chats', 'controls'].map((id) =>
  document.getElementById(id),
)
const systemDark = matchMedia('(prefers-color-scheme: dark)')
// The token in the address has done its work: the cookie is set.
history.replaceState(null, '', `/sandbox${location.hash}`)

const stage = await waitForStage()
const people = new Map(stage.people.map((person) => [person.id, { ...person }]))
const conversations = new Map()
const unread = new Map()
let installedChannels = new Set()
// Whoever has opened a page that leads back here, as the payment page does, is whom it leads back to.
const [asked, left] = [location.hash.slice(1), localStorage.getItem('chosen')]
let chosen = [asked, left].find((id) => people.has(id)) ?? stage.people[0].id
// By the click that opens it, before a card keeps it to itself: that the window lost its focus isn't told in every browser.
window.addEventListener('click', () => localStorage.setItem('chosen', chosen), { capture: true })
let appearance = localStorage.getItem('appearance') ?? 'auto'
let oldClient = false
let panes = []

const theme = () => (appearance === 'auto' ? (systemDark.matches ? 'dark' : 'light') : appearance)
const look = () => ({
  person: people.get(chosen),
  people,
  bot: stage.bot,
  commands: stage.commands,
  shown: stage.shown,
  nameOf: (id) => people.get(id)?.name ?? stage.channels.find((each) => each.id === id)?.name ?? id,
  theme: theme(),
  oldClient,
})
const controls = controlsPanel(controlsColumn, look, (old) => {
  oldClient = old
  showChats()
})

async function waitForStage() {
  for (;;) {
    const found = await get('stage')
    if (found) return found
    await new Promise((resolve) => setTimeout(resolve, 2_000))
  }
}

function choose(id) {
  chosen = id
  location.hash = id
  unread.delete(id)
  closePanels()
  setLanguage(pageLanguage(people.get(id).locale))
  const channels = stage.channels.filter((channel) => channel.members.includes(id))
  panes = [
    { id, pane: chatPane(undefined, look) },
    ...channels.map((each) => ({ id: each.id, pane: chatPane(each, look) })),
  ]
  chats.replaceChildren(...panes.map(({ pane }) => pane.element))
  showAll()
  if (matchMedia('(min-width: 761px)').matches) panes[0].pane.focus()
  // Whoever is picked for the first time finds the app added, as an invitation would leave it.
  const { installed, removed } = people.get(id)
  if (!installed && !removed) void post('install', { person: id })
}

function showAll() {
  document.documentElement.dataset.theme = theme()
  showBar()
  showPeople(peopleColumn, { ...look(), unread, choose })
  controls.show()
  showChats()
}

function showChats() {
  for (const { id, pane } of panes) {
    const installed = people.get(id)?.installed ?? installedChannels.has(id)
    pane.show([...(conversations.get(id)?.values() ?? [])], installed)
  }
}

function showBar() {
  const toggle = (column, key) =>
    h(
      'button',
      {
        type: 'button',
        class: 'control toggle',
        'aria-expanded': 'false',
        'aria-controls': column.id,
        onclick: togglePanel,
      },
      text(key),
    )
  const themes = ['auto', 'light', 'dark'].map((each) => [each, text(`theme.${each}`)])
  const pick = select(themes, appearance, (value) => {
    appearance = value
    localStorage.setItem('appearance', value)
    showAll()
  })
  pick.setAttribute('aria-label', text('bar.theme'))
  bar.replaceChildren(
    toggle(peopleColumn, 'bar.people'),
    h('h1', {}, stage.bot),
    pick,
    toggle(controlsColumn, 'bar.controls'),
  )
}

function togglePanel({ currentTarget }) {
  const column = document.getElementById(currentTarget.getAttribute('aria-controls'))
  const open = !column.classList.contains('open')
  closePanels()
  column.classList.toggle('open', open)
  currentTarget.setAttribute('aria-expanded', String(open))
}

function closePanels() {
  for (const column of [peopleColumn, controlsColumn]) column.classList.remove('open')
  for (const each of bar.querySelectorAll('.toggle')) each.setAttribute('aria-expanded', 'false')
}

function take(news, first) {
  const before = people.get(chosen).installed
  if (first) conversations.clear()
  for (const { id, ...setting } of news.people) {
    const person = people.get(id)
    Object.assign(person, setting)
  }
  installedChannels = new Set(news.channels)
  for (const [id, changed] of Object.entries(news.conversations)) takeMessages(id, changed, first)
  const language = pageLanguage(people.get(chosen).locale)
  if (first) choose(chosen)
  else if (language !== currentLanguage()) {
    setLanguage(language)
    showAll()
  } else {
    showPeopleUnlessBusy()
    showChats()
    if (people.get(chosen).installed === before) void controls.refresh()
    else controls.show()
  }
}

/** A select that is open must not be taken from under the hand. */
function showPeopleUnlessBusy() {
  if (!peopleColumn.contains(document.activeElement)) showPeople(peopleColumn, { ...look(), unread, choose })
}

function takeMessages(id, changed, first) {
  const messages = conversations.get(id) ?? new Map()
  conversations.set(id, messages)
  for (const message of changed) {
    if (!first && !messages.has(message.id) && message.from === 'bot' && message.type === 'message' && id !== chosen) {
      unread.set(id, (unread.get(id) ?? 0) + 1)
    }
    messages.set(message.id, message)
  }
  const last = changed.filter((each) => each.from === 'bot').at(-1)
  if (!first && last) panes.find((each) => each.id === id)?.pane.showTyping(last.type === 'typing')
}

systemDark.addEventListener('change', showAll)
addEventListener('keydown', (event) => {
  if (event.key === 'Escape') closePanels()
})
setLanguage(pageLanguage(people.get(chosen).locale))
void follow(take)
