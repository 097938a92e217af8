import { parseSegment } from '@/lib/documents/document-path'
import { pdfRoute } from '@/lib/pdf/pdf-route'
import { readDocumentPdf } from '@/lib/pdf/read-document'

type Params = { org: string; job: string; document: string }

/** What was sent of a document as a PDF: `?version=2`, or the last. */
export const GET = pdfRoute('document', async (orgId, { job, document }: Params, search) => {
  const which = parseSegment(document)
  return which && readDocumentPdf(orgId, { jobNumber: job, ...which, version: search.get('version') })
})
