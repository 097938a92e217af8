import { recordAudit } from '@/lib/audit/record'
import { csvDownload } from '@/lib/csv-download'
import { dayOf, now } from '@/lib/dates'
import { forOrg } from '@/lib/db'
import { askAdmission, refusal } from '@/lib/limits/admit'
import { getOrgContext } from '@/lib/orgs/context'
import { can } from '@/lib/orgs/roles'
import { exportFileName, exportPayments } from '@/lib/payments/listing/export'
import { filterParam, isFiltered } from '@/lib/payments/listing/filter'
import { rangeLabel } from '@/lib/payments/words/listing-words'
import { getCurrentUser } from '@/lib/sessions/current-user'
import { goesOn } from '@/lib/sessions/session-record'

type Context = { params: Promise<{ org: string }> }

/**
 * The list of payments that the address filters, as CSV. It is sent as it is read, for everybody who may see the list, and
 * the audit log says who took it.
 */
export async function GET(request: Request, { params }: Context) {
  const context = await getOrgContext((await params).org)
  if (!context && !(await getCurrentUser())) return new Response('Not signed in.', { status: 401 })
  if (!context || !can(context.role, 'records:read')) return new Response('No such page.', { status: 404 })
  const { org } = context
  const admission = await askAdmission(context, 'export', {}, { nothing: 'Nothing was exported.' })
  if (admission.refused !== null) return new Response((await refusal(context, admission)).message, { status: 429 })
  const at = now()
  const filter = filterParam(Object.fromEntries(new URL(request.url).searchParams), org.timeZone, at)
  const more = isFiltered({ ...filter, range: null }) ? ', filtered' : ''
  const detail = `${rangeLabel(filter.range)}${more}`
  await forOrg(org.id, (tx) => recordAudit(tx, context, { action: 'payments_exported', detail }))
  const chunks = exportPayments({ orgId: org.id, timeZone: org.timeZone, filter })
  return csvDownload(chunks, exportFileName(org.slug, filter.range, dayOf(at, org.timeZone)), 'exportPayments', () =>
    goesOn(context),
  )
}
