import { readLogo } from '@/lib/company/read-logo'
import { forOrg } from '@/lib/db'
import { getOrgContext } from '@/lib/orgs/context'
import { can } from '@/lib/orgs/roles'

type Context = { params: Promise<{ org: string; hash: string }> }

/**
 * A logo that the company has or had, for its members. Its address has the hash of its bytes, so a browser may keep it for
 * good.
 */
export async function GET(_request: Request, { params }: Context): Promise<Response> {
  const { org: slug, hash } = await params
  const context = await getOrgContext(slug)
  const mayRead = context !== null && can(context.role, 'records:read')
  const png = mayRead ? await forOrg(context.org.id, (tx) => readLogo(tx, context.org.id, hash)) : null
  if (!png) return new Response('No such picture.', { status: 404, headers: { 'cache-control': 'no-store' } })
  return new Response(new Uint8Array(png), {
    headers: {
      'content-type': 'image/png',
      'content-disposition': 'inline; filename="logo.png"',
      'cache-control': 'private, max-age=31536000, immutable',
    },
  })
}
