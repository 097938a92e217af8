import { z } from 'zod'
import { getLinkContext } from '@/lib/customer-links/read-link'
import { readerWords } from '@/lib/customer-links/reader'
import { now } from '@/lib/dates'
import { forOrg } from '@/lib/db'
import { explainRepeat } from '@/lib/payments/take/repeat-check'
import { forCustomer } from '@/lib/payments/words/customer-view'
import { describePayment } from '@/lib/payments/words/payment-view'

type Context = { params: Promise<{ key: string; payment: string }> }

/** The status of a payment on the job of an opened link. A customer's page that shows "Confirming" polls it. */
export async function GET(_request: Request, { params }: Context) {
  const { key, payment: id } = await params
  const context = await getLinkContext(key)
  if (!context || context.isSuspended) return Response.json({ message: 'No such page.' }, { status: 404 })
  // `noSuchPayment` proves to the dialog that nothing was sent; a bare 404 proves nothing.
  const missing = () => Response.json({ message: 'No such payment.', noSuchPayment: true }, { status: 404 })
  if (!z.uuid().safeParse(id).success) return missing()
  const { org, link } = context
  const view = await forOrg(org.id, async (tx) => {
    const payment = await tx.payment.findUnique({
      where: { orgId_id: { orgId: org.id, id }, jobId: link.job.id },
      include: { job: { select: { customerId: true } } },
    })
    if (!payment) return null
    return describePayment(payment, org.timeZone, now(), await explainRepeat(tx, payment, org.timeZone))
  })
  if (!view) return missing()
  return Response.json(forCustomer(view, await readerWords(link)), { headers: { 'cache-control': 'no-store' } })
}
