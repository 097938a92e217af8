import { exportLog } from '@/lib/audit/export-log'
import { recordAudit } from '@/lib/audit/record'
import { csvDownload } from '@/lib/csv-download'
import { dayOf, now } from '@/lib/dates'
import { forOrg } from '@/lib/db'
import { askAdmission, refusal } from '@/lib/limits/admit'
import { getOrgContext } from '@/lib/orgs/context'
import { can } from '@/lib/orgs/roles'
import { instantsOf, rangeParam } from '@/lib/payments/listing/range'
import { rangeLabel } from '@/lib/payments/words/listing-words'
import { getCurrentUser } from '@/lib/sessions/current-user'
import { goesOn } from '@/lib/sessions/session-record'

type Context = { params: Promise<{ org: string }> }

/** The log of the days in the address, as CSV, for those who see it. Writes down that it was given away. */
export async function GET(request: Request, { params }: Context) {
  const context = await getOrgContext((await params).org)
  if (!context && !(await getCurrentUser())) return new Response('Not signed in.', { status: 401 })
  if (!context || !can(context.role, 'audit:read')) return new Response('No such page.', { status: 404 })
  const { org } = context
  const admission = await askAdmission(context, 'export', {}, { nothing: 'Nothing was exported.' })
  if (admission.refused !== null) return new Response((await refusal(context, admission)).message, { status: 429 })
  const search = new URL(request.url).searchParams
  const today = dayOf(now(), org.timeZone)
  const range = rangeParam({ when: '', from: search.get('from') ?? '', to: search.get('to') ?? '' }, today)
  const days = { preset: null, from: range?.from ?? null, to: range?.to ?? null }
  await forOrg(org.id, (tx) => recordAudit(tx, context, { action: 'log_exported', detail: rangeLabel(days) }))
  const name = `${['log', org.slug, days.from, 'to', days.to ?? today].filter(Boolean).join('-')}.csv`
  return csvDownload(exportLog(org, instantsOf(days, org.timeZone)), name, 'exportLog', () => goesOn(context))
}
