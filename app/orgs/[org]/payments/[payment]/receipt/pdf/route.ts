import { forOrg } from '@/lib/db'
import { readReceiptPaper } from '@/lib/payments/receipt-paper'
import { pdfRoute } from '@/lib/pdf/pdf-route'
import { renderReceipt } from '@/lib/pdf/receipt-pdf'
import { isUuid } from '@/lib/typed-text'

type Params = { org: string; payment: string }

/** The receipt of a payment as a PDF. */
export const GET = pdfRoute('receipt', async (orgId, { payment }: Params) => {
  const receipt = isUuid(payment) ? await forOrg(orgId, (tx) => readReceiptPaper(tx, orgId, payment)) : null
  return receipt && { bytes: await renderReceipt(receipt.paper), fileName: receipt.fileName }
})
