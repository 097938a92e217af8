import { z } from 'zod'
import { forOrg, type Tx } from '@/lib/db'
import { getEmail, shownHtml } from '@/lib/email/queries'
import { getOrgContext } from '@/lib/orgs/context'
import { can } from '@/lib/orgs/roles'

type Context = { params: Promise<{ org: string; email: string }> }

/** An email as it was sent, for the frame on its page. Its policy (server/headers.ts) lets it load and run nothing. */
export async function GET(_request: Request, { params }: Context): Promise<Response> {
  const { org: slug, email: id } = await params
  const context = await getOrgContext(slug)
  const mayRead = context !== null && can(context.role, 'records:read') && z.uuid().safeParse(id).success
  const html = mayRead ? await forOrg(context.org.id, (tx) => readHtml(tx, context.org.id, id)) : null
  if (!html) return new Response('No such page.', { status: 404 })
  return new Response(html, { headers: { 'content-type': 'text/html; charset=utf-8' } })
}

async function readHtml(tx: Tx, orgId: string, id: string): Promise<string | null> {
  const email = await getEmail(tx, orgId, id)
  return email?.html ? shownHtml(tx, orgId, email.html) : null
}
