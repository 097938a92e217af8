import { readShownLogo } from '@/lib/company/read-logo'
import { getLinkContext } from '@/lib/customer-links/read-link'
import { forOrg } from '@/lib/db'
import { plainAnswer } from '@/lib/plain-answer'

type Context = { params: Promise<{ key: string }> }

/** The logo of the company whose page it is. */
export async function GET(_request: Request, { params }: Context): Promise<Response> {
  const context = await getLinkContext((await params).key)
  const logo = context
    ? await forOrg(context.org.id, async (tx) =>
        readShownLogo(tx, await tx.org.findUniqueOrThrow({ where: { id: context.org.id } })),
      )
    : null
  if (!logo) return plainAnswer(404, 'No such picture.')
  return new Response(new Uint8Array(logo.png), {
    headers: { 'content-type': 'image/png', 'cache-control': 'no-store' },
  })
}
