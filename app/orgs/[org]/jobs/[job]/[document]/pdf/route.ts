import { parseSegment } from '@/lib/documents/document-path'
import { pdfRoute } from '@/lib/pdf/pdf-route'
import { readDocumentPdf } from '@/lib/pdf/read-document'
import { readSealedCopy } from '@/lib/sealing/sealed-copy'

type Params = { org: string; job: string; document: string }

/** What was sent of a document as a PDF: `?version=2`, or the last; with `?sealed` its sealed copy. */
export const GET = pdfRoute('document', async (orgId, { job, document }: Params, search) => {
  const which = parseSegment(document)
  if (!which) return null
  const of = { jobNumber: job, ...which, version: search.get('version') }
  return search.has('sealed') ? readSealedCopy(orgId, of) : readDocumentPdf(orgId, of)
})
