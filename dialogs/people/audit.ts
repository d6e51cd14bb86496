import { auditSentence } from '../../cards/audit-line.ts'
import { formatMoment } from '../../cards/format.ts'
import { listCard } from '../../cards/list.ts'
import { text } from '../../cards/text.ts'
import { requireRole } from '../../store/use-cases/people/speaker.ts'
import type { Services } from '../../store/use-cases/services.ts'
import { type Listed, listQuestion, type Picked } from '../talk/list-question.ts'
import { sayRefusal } from '../talk/refusing.ts'
import { type Turn, turnOf } from '../talk/turn.ts'
import { type Step, waterfall } from '../talk/waterfall.ts'
import { auditWords } from './audit-words.ts'

/** Lines on a page. */
const LINES = 8

/** Who did what and when, newest first: for admins, who answer for it. */
export function auditDialog(services: Services) {
  const { store, newId } = services

  const list: Step<{ page?: number }> = async (step) => {
    const may = requireRole(turnOf(step.context).speaker, 'admin')
    if (!may.ok) {
      await sayRefusal(step.context, may.refusal)
      return step.endDialog()
    }
    const page = step.options.page ?? 0
    return step.beginDialog('audit.list', { page, ids: [], more: (await linesOf(may.value.tenantId, page)).more })
  }

  const turnPage: Step<object> = async (step) => step.replaceDialog('audit', step.result as Picked)

  return waterfall('audit', [list, turnPage], { list: listQuestion('audit', card) })

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
    return listCard(
      {
        nonce: newId(),
        list: 'audit',
        title: text(locale, 'audit.title'),
        lines: [intro],
        rows,
        page,
        more,
        size: LINES,
      },
      locale,
    )
  }
}
