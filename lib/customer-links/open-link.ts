import 'server-only'
import { forOrg, type Tx } from '@/lib/db'
import type { Language } from '@/lib/language/language'
import { admit } from '@/lib/limits/admit'
import type { RequestSource } from '@/lib/request-source'
import { hashOfToken, makeLinkToken } from './link-token'
import { type LinkContext, readByAddress, toContext } from './read-link'

/**
 * A person opens a link by its address: it counts as used, and what the browser keeps for it is made.
 * @param language what they read when they opened it, which is kept with the link; left out where it isn't known
 * @returns null for an address that opens nothing
 * @throws LimitMet where it was opened too often
 */
export async function openLink(
  token: string,
  source: RequestSource,
  language?: Language,
): Promise<{ context: LinkContext; cookie: string } | null> {
  const found = await readByAddress(token)
  if (!found) return null
  const context = toContext(found, source)
  const { org, link } = context
  await admit(context, 'link opening', {}, { nothing: 'The page wasn’t opened.' })
  const { token: cookie, hash } = makeLinkToken()
  const at = new Date()
  await forOrg(org.id, async (tx) => {
    const data = { hash, orgId: org.id, linkId: link.id, kind: 'cookie', expiresAt: link.expiresAt }
    await tx.customerLinkToken.create({ data, select: { linkId: true } })
    await tx.customerLink.update({
      where: { orgId_id: { orgId: org.id, id: link.id } },
      data: {
        uses: { increment: 1 },
        lastUsedAt: at,
        ...(language && { language }),
        ...(link.openedAt === null && { openedAt: at }),
      },
    })
    await noteArrival(tx, org.id, hashOfToken(token))
    // What is of no use goes: nothing finds it.
    await tx.customerLinkToken.deleteMany({ where: { orgId: org.id, linkId: link.id, expiresAt: { lt: at } } })
  })
  return { context, cookie }
}

/**
 * Whoever opens the address that an email brought has got that email. Where the mail server's answer was lost, or hasn't
 * come, it's known now, and nobody has to look at it.
 */
const noteArrival = (tx: Tx, orgId: string, hash: Uint8Array) => tx.$executeRaw`
  update email set status = 'sent', sent_at = handed_over_at, last_error = null, attention_at = null, claimed_until = null
  where org_id = ${orgId}::uuid and status in ('queued', 'retrying', 'unconfirmed') and handed_over_at is not null
    and id = (select email_id from customer_link_token where org_id = ${orgId}::uuid and hash = ${hash})`

/** A customer reads another language from now on: their page, and what is sent to them. */
export const chooseLanguage = ({ org, link }: LinkContext, { language }: { language: Language }): Promise<void> =>
  forOrg(org.id, async (tx) => {
    await tx.customerLink.update({
      where: { orgId_id: { orgId: org.id, id: link.id } },
      data: { language },
      select: { id: true },
    })
  })
