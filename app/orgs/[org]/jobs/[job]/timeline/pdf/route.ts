import { now } from '@/lib/dates'
import { readStatementPdf } from '@/lib/jobs/timeline/statement'
import { pdfRoute } from '@/lib/pdf/pdf-route'

type Params = { org: string; job: string }

/** The statement of a job as a PDF: what was paid, and what was due after each payment. */
export const GET = pdfRoute('job', (orgId, { job }: Params) => readStatementPdf(orgId, job, now()))
