import 'server-only'
import { takePlace } from '@/lib/at-most'
import { report } from '@/lib/errors'
import { getOrgContext } from '@/lib/orgs/context'
import { can } from '@/lib/orgs/roles'
import { plainAnswer } from '@/lib/plain-answer'
import { getCurrentUser } from '@/lib/sessions/current-user'

/** A file and its name, in ASCII; `refused` says why there is none. */
type Found = { bytes: Uint8Array; fileName: string } | { refused: string } | null

/** So many are made or wait at the most: each may hold thirty photos. */
const MOST_AT_ONCE = 4
/** Whose places: a customer who asks for many keeps no member's PDF waiting. */
type Places = 'PDFs' | 'PDFs of customers'
const BUSY = 'Several PDFs are being made just now. Try again in a minute.'

/**
 * Makes the GET of a route that downloads a PDF, for everybody who may read the company's records. Nobody between us and the
 * browser keeps it.
 * @param what it is a PDF of: "receipt"
 * @param find makes it; null where there is none
 */
export const pdfRoute =
  <P extends { org: string }>(
    what: string,
    find: (orgId: string, params: P, search: URLSearchParams) => Promise<Found>,
  ) =>
  async (request: Request, { params }: { params: Promise<P> }): Promise<Response> => {
    const asked = await params
    const context = await getOrgContext(asked.org)
    if (!context && !(await getCurrentUser())) return plainAnswer(401, 'Not signed in.')
    const none = () => plainAnswer(404, `No such ${what}.`)
    if (!context || !can(context.role, 'records:read')) return none()
    return answerPdf(what, () => find(context.org.id, asked, new URL(request.url).searchParams))
  }

/** Makes a PDF and answers with it, or says why not. @param find makes it; null where there is none */
export async function answerPdf(what: string, find: () => Promise<Found>, places: Places = 'PDFs'): Promise<Response> {
  const giveBack = takePlace(places, MOST_AT_ONCE)
  if (!giveBack) return plainAnswer(429, BUSY)
  try {
    const found = await find()
    if (!found) return plainAnswer(404, `No such ${what}.`)
    if ('refused' in found) return plainAnswer(404, found.refused)
    return new Response(new Uint8Array(found.bytes), {
      headers: {
        'content-type': 'application/pdf',
        'content-disposition': `attachment; filename="${found.fileName}"`,
        'cache-control': 'no-store',
      },
    })
  } catch (error) {
    const id = report(error, `PDF of a ${what}`)
    return plainAnswer(503, `The PDF can’t be made right now (error ${id}). Try again in a minute.`)
  } finally {
    giveBack()
  }
}
