import { forOrg } from '@/lib/db'
import { readRecordedReceiptPaper } from '@/lib/payments/receipt-paper'
import { pdfRoute } from '@/lib/pdf/pdf-route'
import { renderReceipt } from '@/lib/pdf/receipt-pdf'
import { isUuid } from '@/lib/typed-text'

type Params = { org: string; entry: string }

/** The receipt of a recorded payment as a PDF. */
export const GET = pdfRoute('receipt', async (orgId, { entry }: Params) => {
  const receipt = isUuid(entry) ? await forOrg(orgId, (tx) => readRecordedReceiptPaper(tx, orgId, entry)) : null
  return receipt && { bytes: await renderReceipt(receipt.paper), fileName: receipt.fileName }
})
