import { post } from './api.js'
import { button, h, initialsOf, labelled, select } from './dom.js'
import { text } from './texts.js'

const LANGUAGES = [
  ['en-US', 'English'],
  ['zh-TW', '中文（台灣）'],
]

const ZONES = [
  'America/Los_Angeles',
  'America/New_York',
  'Europe/London',
  'Europe/Berlin',
  'Asia/Taipei',
  'Asia/Tokyo',
  'Pacific/Auckland',
  'UTC',
]

/** Who am I: everybody on stage by company, and what the chosen person's Teams is set to. */
export function showPeople(element, { person, people, unread, choose }) {
  const companies = Map.groupBy(people.values(), (each) => each.company)
  const groups = [...companies].map(([company, members]) =>
    h(
      'section',
      { class: 'company', 'aria-label': company },
      h('h3', {}, company),
      members.map((each) => personButton(each, each.id === person.id, unread.get(each.id) ?? 0, choose)),
    ),
  )
  const languages = LANGUAGES.some(([value]) => value === person.locale)
    ? LANGUAGES
    : [...LANGUAGES, [person.locale, person.locale]]
  const zones = [...new Set([...ZONES, person.zone])].map((zone) => [zone, zone.replaceAll('_', ' ')])
  const change = (to) => post('change', { person: person.id, ...to })
  element.setAttribute('aria-label', text('bar.people'))
  element.replaceChildren(
    h('h2', {}, text('people.heading')),
    ...groups,
    labelled(
      text('client.language'),
      select(languages, person.locale, (locale) => change({ locale })),
    ),
    labelled(
      text('client.zone'),
      select(zones, person.zone, (zone) => change({ zone })),
    ),
  )
}

function personButton(person, chosen, count, choose) {
  return button(
    h(
      'span',
      { class: 'person' },
      h('span', { class: 'avatar', 'aria-hidden': 'true' }, initialsOf(person.name)),
      h(
        'span',
        { class: 'who' },
        h('strong', {}, person.guest ? text('people.guest', { name: person.name }) : person.name),
        h('small', {}, text(`role.${person.role}`)),
      ),
      count > 0 && h('span', { class: 'unread' }, text('people.unread', { count })),
    ),
    () => choose(person.id),
    { class: 'choose', 'aria-current': chosen ? 'true' : undefined },
  )
}
