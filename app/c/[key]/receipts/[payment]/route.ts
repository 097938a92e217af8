import { getLinkContext } from '@/lib/customer-links/read-link'
import { refusedPdf } from '@/lib/customer-page/admit-pdf'
import { forOrg } from '@/lib/db'
import { readReceiptPaper, readRecordedReceiptPaper } from '@/lib/payments/receipt-paper'
import { answerPdf } from '@/lib/pdf/pdf-route'
import { renderReceipt } from '@/lib/pdf/receipt-pdf'
import { plainAnswer } from '@/lib/plain-answer'
import { isUuid } from '@/lib/typed-text'

type Context = { params: Promise<{ key: string; payment: string }> }

/** The receipt of one of a customer's payments as a PDF. */
export async function GET(_request: Request, { params }: Context): Promise<Response> {
  const { key, payment: id } = await params
  const context = await getLinkContext(key)
  const refused = context && (await refusedPdf(context))
  if (refused) return plainAnswer(429, refused)
  const find = async () => {
    if (!context || context.isSuspended || !isUuid(id)) return null
    const orgId = context.org.id
    const receipt = await forOrg(orgId, async (tx) => {
      const where = { orgId, id, jobId: context.link.job.id }
      if (await tx.payment.findFirst({ where, select: { id: true } })) return readReceiptPaper(tx, orgId, id)
      const entry = await tx.recordedPayment.findFirst({ where, select: { id: true } })
      return entry && readRecordedReceiptPaper(tx, orgId, id)
    })
    return receipt && { bytes: await renderReceipt(receipt.paper), fileName: receipt.fileName }
  }
  return answerPdf('receipt', find, 'PDFs of customers')
}
