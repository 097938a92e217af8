import { getOrgContext } from '@/lib/orgs/context'
import { can } from '@/lib/orgs/roles'
import { pdfDownload } from '@/lib/pdf/pdf-download'
import { readDocumentPdf } from '@/lib/pdf/read-document'
import { getCurrentUser } from '@/lib/sessions/current-user'
import { parseKind } from '../kind'

type Context = { params: Promise<{ org: string; job: string; document: string }> }

const refuse = (status: number, words: string) =>
  new Response(words, {
    status,
    headers: { 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'no-store' },
  })

/** What was sent of a proposal or an agreement as a PDF, for everybody who may see its page: `?version=2`, or the last. */
export async function GET(request: Request, { params }: Context): Promise<Response> {
  const { org: slug, job, document } = await params
  const kind = parseKind(document)
  const context = await getOrgContext(slug)
  if (!context && !(await getCurrentUser())) return refuse(401, 'Not signed in.')
  if (!context || !can(context.role, 'records:read') || !kind) return refuse(404, 'No such document.')
  const version = new URL(request.url).searchParams.get('version')
  const pdf = await readDocumentPdf(context.org.id, { jobNumber: job, kind, version })
  if (!pdf) return refuse(404, 'No such document was sent.')
  if ('missing' in pdf)
    return refuse(503, 'A photo of this document can’t be reached right now. Try again in a minute.')
  return pdfDownload(pdf.bytes, pdf.fileName)
}
