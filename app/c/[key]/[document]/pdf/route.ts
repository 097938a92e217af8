import { getLinkContext } from '@/lib/customer-links/read-link'
import { refusedPdf } from '@/lib/customer-page/admit-pdf'
import { readPaper } from '@/lib/customer-page/read-page'
import { parseSegment } from '@/lib/documents/document-path'
import { answerPdf } from '@/lib/pdf/pdf-route'
import { readDocumentPdf } from '@/lib/pdf/read-document'
import { plainAnswer } from '@/lib/plain-answer'
import { readSealedCopy } from '@/lib/sealing/sealed-copy'

type Context = { params: Promise<{ key: string; document: string }> }

/** One of a customer's papers as a PDF: the version that stands, or `?sealed` its sealed copy. */
export async function GET(request: Request, { params }: Context): Promise<Response> {
  const { key, document } = await params
  const context = await getLinkContext(key)
  const refused = context && (await refusedPdf(context))
  if (refused) return plainAnswer(429, refused)
  const find = async () => {
    const which = parseSegment(document)
    const open = context && !context.isSuspended && which ? await readPaper(context, which) : null
    if (!context || !which || !open) return null
    const version = String(open.snapshot.version)
    const of = { jobNumber: String(context.link.job.number), ...which, version }
    const isSealed = new URL(request.url).searchParams.has('sealed')
    return isSealed ? readSealedCopy(context.org.id, of) : readDocumentPdf(context.org.id, of)
  }
  return answerPdf('document', find, 'PDFs of customers')
}
