import { text } from './texts.js'

const notice = document.querySelector('#notice')

/** Says what is wrong above everything, or (undefined) that nothing is. */
function tell(key) {
  notice.hidden = key === undefined
  notice.textContent = key === undefined ? '' : text(key)
}

/** GET, as JSON; undefined if there was no good answer. */
export async function get(name, query = {}) {
  try {
    const response = await fetch(`/sandbox/${name}?${new URLSearchParams(query)}`)
    if (response.ok) {
      tell(undefined)
      return await response.json()
    }
    tell(response.status === 403 ? 'notice.earlier' : 'notice.gone')
  } catch {
    tell('notice.gone')
  }
  return undefined
}

/** POST of a JSON body; whether it was done. */
export async function post(name, body) {
  return (await send(name, body)) !== undefined
}

/** POST of a JSON body; what came of it, as JSON, or undefined if it was not done. */
export async function ask(name, body) {
  return (await send(name, body))?.json()
}

async function send(name, body) {
  try {
    const headers = { 'content-type': 'application/json' }
    const response = await fetch(`/sandbox/${name}`, { method: 'POST', headers, body: JSON.stringify(body) })
    if (response.ok) return response
    tell(response.status === 403 ? 'notice.earlier' : 'notice.refused')
  } catch {
    tell('notice.gone')
  }
  return undefined
}

const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms))

/** Asks for changes, for ever; `take` gets each answer, and whether it is the first of a process. */
export async function follow(take) {
  let epoch = ''
  let after = 0
  for (;;) {
    const news = await get('events', { epoch, after })
    if (news) {
      const first = news.epoch !== epoch
      epoch = news.epoch
      after = news.after
      try {
        take(news, first)
      } catch (error) {
        // One message that cannot be shown must not end the rest.
        console.error(error)
      }
    } else {
      await pause(2_000)
    }
  }
}
