import { dayOf, now } from '@/lib/dates'
import { report } from '@/lib/errors'
import { getOrgContext } from '@/lib/orgs/context'
import { can } from '@/lib/orgs/roles'
import { exportFileName, exportPayments } from '@/lib/payments/listing/export'
import { filterParam } from '@/lib/payments/listing/filter'
import { getCurrentUser } from '@/lib/sessions/current-user'

type Context = { params: Promise<{ org: string }> }

/** The list of payments that the address filters, as CSV. It is sent as it is read, for everybody who may see the list. */
export async function GET(request: Request, { params }: Context) {
  const context = await getOrgContext((await params).org)
  if (!context && !(await getCurrentUser())) return new Response('Not signed in.', { status: 401 })
  if (!context || !can(context.role, 'records:read')) return new Response('No such page.', { status: 404 })
  const { org } = context
  const at = now()
  const filter = filterParam(Object.fromEntries(new URL(request.url).searchParams), org.timeZone, at)
  const chunks = exportPayments({ orgId: org.id, timeZone: org.timeZone, filter })
  const body = new ReadableStream<Uint8Array>({
    async pull(controller) {
      try {
        const { done, value } = await chunks.next()
        if (done) controller.close()
        else controller.enqueue(value)
      } catch (error) {
        // The download breaks off and the browser says so. A file that ends early must not look whole.
        report(error, 'exportPayments')
        controller.error(error)
      }
    },
    async cancel() {
      await chunks.return(undefined)
    },
  })
  return new Response(body, {
    headers: {
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': `attachment; filename="${exportFileName(org.slug, filter.range, dayOf(at, org.timeZone))}"`,
      'cache-control': 'no-store',
    },
  })
}
