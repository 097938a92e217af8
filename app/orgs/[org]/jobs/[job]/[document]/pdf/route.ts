import { pdfRoute } from '@/lib/pdf/pdf-route'
import { readDocumentPdf } from '@/lib/pdf/read-document'
import { parseKind } from '../kind'

type Params = { org: string; job: string; document: string }

/** What was sent of a proposal or an agreement as a PDF: `?version=2`, or the last. */
export const GET = pdfRoute('document', async (orgId, { job, document }: Params, search) => {
  const kind = parseKind(document)
  return kind && readDocumentPdf(orgId, { jobNumber: job, kind, version: search.get('version') })
})
