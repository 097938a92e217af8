import { forOrg } from '@/lib/db'
import { getOrgContext } from '@/lib/orgs/context'
import { can } from '@/lib/orgs/roles'
import { readRecordedReceiptPaper } from '@/lib/payments/receipt-paper'
import { pdfDownload } from '@/lib/pdf/pdf-download'
import { renderReceipt } from '@/lib/pdf/receipt-pdf'
import { getCurrentUser } from '@/lib/sessions/current-user'
import { isUuid } from '@/lib/typed-text'

type Context = { params: Promise<{ org: string; entry: string }> }

/** The receipt of a recorded payment as a PDF, for everybody who may see its page. */
export async function GET(_request: Request, { params }: Context): Promise<Response> {
  const { org: slug, entry: id } = await params
  const context = await getOrgContext(slug)
  if (!context && !(await getCurrentUser())) return new Response('Not signed in.', { status: 401 })
  if (!context || !can(context.role, 'records:read') || !isUuid(id))
    return new Response('No such receipt.', { status: 404 })
  const { org } = context
  const receipt = await forOrg(org.id, (tx) => readRecordedReceiptPaper(tx, org.id, id))
  if (!receipt) return new Response('No such receipt.', { status: 404 })
  return pdfDownload(await renderReceipt(receipt.paper), receipt.fileName)
}
