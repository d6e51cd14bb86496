import { auditSentence } from '../../cards/audit-entry.ts'
import { formatMoment } from '../../cards/format.ts'
import { listCard } from '../../cards/list.ts'
import { text } from '../../cards/text.ts'
import { requireRole } from '../../store/use-cases/people/speaker.ts'
import type { Services } from '../../store/use-cases/services.ts'
import { type Listed, listQuestion, type Picked } from '../talk/list-question.ts'
import { prompt, refuse, replaceDialog } from '../talk/outcome.ts'
import type { Turn } from '../talk/turn.ts'
import { type Step, waterfall } from '../talk/waterfall.ts'
import { auditWords } from './audit-words.ts'

type Wish = { page?: number }

/** Lines on a page. */
const LINES = 8

/** Who did what and when, newest first: for admins, who answer for it. */
export function auditDialog(services: Services) {
  const { store, newId } = services
  const questions = { list: listQuestion('audit', card) }

  const list: Step<Wish, undefined, Picked> = async (step) => {
    const may = requireRole(step.turn.speaker, 'admin')
    if (!may.ok) return refuse(step, may.refusal)
    const page = step.wish.page ?? 0
    return prompt(questions.list, { page, ids: [], more: (await linesOf(may.value.tenantId, page)).more })
  }

  const turnPage: Step<Wish, Picked> = async (_step, picked) => replaceDialog('audit', picked)

  return waterfall('audit', [list, turnPage], questions)

  async function linesOf(partnerId: string, page: number) {
    const found = await store.audits.ofPartner(partnerId, LINES + 1, page * LINES)
    return { lines: found.slice(0, LINES), more: found.length > LINES }
  }

  async function card({ page }: Listed, { speaker: { locale, partner, tenantId } }: Turn) {
    const { lines, more } = await linesOf(tenantId, page)
    const zone = partner?.zone ?? 'UTC'
    const rows = await Promise.all(
      lines.map(async (line) => ({
        title: formatMoment(line.at, zone, locale),
        detail: auditSentence(line.what, await auditWords(services, line, locale), locale),
      })),
    )
    const intro = text(locale, rows.length ? 'audit.intro' : 'audit.nothing', { zone })
    return listCard(locale, {
      nonce: newId(),
      list: 'audit',
      title: text(locale, 'audit.title'),
      lines: [intro],
      rows,
      page,
      more,
      size: LINES,
    })
  }
}
