import { z } from 'zod'
import { now } from '@/lib/dates'
import { forOrg } from '@/lib/db'
import { getOrgContext } from '@/lib/orgs/context'
import { can } from '@/lib/orgs/roles'
import { explainRepeat } from '@/lib/payments/take/repeat-check'
import { describePayment } from '@/lib/payments/words/payment-view'
import { getCurrentUser } from '@/lib/sessions/current-user'

type Context = { params: Promise<{ org: string; payment: string }> }

/** The status of a payment. A dialog that shows "Confirming" polls it. */
export async function GET(_request: Request, { params }: Context) {
  const { org: slug, payment: id } = await params
  const context = await getOrgContext(slug)
  if (!context && !(await getCurrentUser())) return Response.json({ message: 'Not signed in.' }, { status: 401 })
  if (!context) return Response.json({ message: 'No such page.' }, { status: 404 })
  // `noSuchPayment` proves to the dialog that nothing was sent; a bare 404 proves nothing.
  const missing = () => Response.json({ message: 'No such payment.', noSuchPayment: true }, { status: 404 })
  if (!can(context.role, 'records:read') || !z.uuid().safeParse(id).success) return missing()
  const { org } = context
  const view = await forOrg(org.id, async (tx) => {
    const payment = await tx.payment.findUnique({
      where: { orgId_id: { orgId: org.id, id } },
      include: { job: { select: { customerId: true } } },
    })
    if (!payment) return null
    return describePayment(payment, org.timeZone, now(), await explainRepeat(tx, payment, org.timeZone))
  })
  if (!view) return missing()
  return Response.json(view, { headers: { 'cache-control': 'no-store' } })
}
