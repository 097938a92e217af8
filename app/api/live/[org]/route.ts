import { getCurrentUser } from '@/lib/auth'
import { liveStream } from '@/lib/live/stream'
import { getOrgContext } from '@/lib/orgs/context'
import { can } from '@/lib/orgs/roles'

type Context = { params: Promise<{ org: string }> }

/** Tells an open page which payments of its organization change (lib/live/stream.ts). */
export async function GET(_request: Request, { params }: Context) {
  const context = await getOrgContext((await params).org)
  if (!context && !(await getCurrentUser())) return Response.json({ message: 'Not signed in.' }, { status: 401 })
  if (!context || !can(context.role, 'records:read'))
    return Response.json({ message: 'No such page.' }, { status: 404 })
  return new Response(liveStream(context.org.id), {
    headers: {
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-store, no-transform', // compression would hold events back
      'x-accel-buffering': 'no', // no proxy may hold them back either
      connection: 'close', // once this ends, nothing keeps a stopping server waiting
    },
  })
}
