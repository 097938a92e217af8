import { recordAudit } from '@/lib/audit/record'
import { csvDownload } from '@/lib/csv-download'
import { dayOf, now } from '@/lib/dates'
import { forOrg } from '@/lib/db'
import { askAdmission, refusal } from '@/lib/limits/admit'
import { getOrgContext } from '@/lib/orgs/context'
import { can } from '@/lib/orgs/roles'
import { exportItems } from '@/lib/price-book/export-items'
import { getCurrentUser } from '@/lib/sessions/current-user'
import { goesOn } from '@/lib/sessions/session-record'

type Context = { params: Promise<{ org: string }> }

/** The price book as CSV, with what items cost, for those who keep it. The audit log says who took it. */
export async function GET(_: Request, { params }: Context) {
  const context = await getOrgContext((await params).org)
  if (!context && !(await getCurrentUser())) return new Response('Not signed in.', { status: 401 })
  if (!context || !can(context.role, 'prices:manage')) return new Response('No such page.', { status: 404 })
  const { org } = context
  const admission = await askAdmission(context, 'export', {}, { nothing: 'Nothing was exported.' })
  if (admission.refused !== null) return new Response((await refusal(context, admission)).message, { status: 429 })
  await forOrg(org.id, (tx) => recordAudit(tx, context, { action: 'price_book_exported' }))
  const name = `price-book-${org.slug}-${dayOf(now(), org.timeZone)}.csv`
  return csvDownload(exportItems(org.id), name, 'exportItems', () => goesOn(context))
}
