import 'server-only'
import { z } from 'zod'
import { recordAudit } from '@/lib/audit/record'
import { forOrg, type Tx } from '@/lib/db'
import { UserError } from '@/lib/errors'
import { admit } from '@/lib/limits/admit'
import { lockOrg } from '@/lib/locks'
import type { OrgContext } from '@/lib/orgs/context'
import type { Logo } from './face'
import { makeLogo } from './logo-image'

/** The logo that the page showed: another one that somebody has set since isn't replaced unseen. */
const seen = z.string().regex(/^(?:[0-9a-f]{32})?$/)

export const setLogoSchema = z.object({ image: z.instanceof(Blob, { error: 'Choose a picture.' }), seen })
export const removeLogoSchema = z.object({ seen })

const CHANGED =
  'Somebody else changed the logo while this page was open. Nothing was changed. Reload the page to see theirs, then choose yours again.'

/** Shows another logo, or none. @throws UserError where it isn't the one that the page showed */
async function replaceLogo(
  tx: Tx,
  context: OrgContext,
  { seen: hash, logo }: { seen: string; logo: Logo | null },
): Promise<void> {
  const { id } = context.org
  await lockOrg(tx, id)
  const { logoHash } = await tx.org.findUniqueOrThrow({ where: { id }, select: { logoHash: true } })
  // The same one again: the answer to the first was lost.
  if (logoHash === (logo?.hash ?? null)) return
  if ((logoHash ?? '') !== hash) throw new UserError(CHANGED)
  const data = { logoHash: logo?.hash ?? null, logoWidth: logo?.width ?? null, logoHeight: logo?.height ?? null }
  await tx.org.update({ where: { id }, data })
  await recordAudit(tx, context, { action: logo ? 'logo_changed' : 'logo_removed' })
}

/**
 * Makes a file the company's logo.
 * @returns the logo as it is kept
 * @throws UserError where it can't be one (logo-image.ts), or another one was set since
 */
export async function setLogo(
  context: OrgContext,
  { image, seen: hash }: z.output<typeof setLogoSchema>,
): Promise<Logo> {
  await admit(context, 'logo', {}, { nothing: 'The logo is as it was.', field: 'image' })
  const { png, ...logo } = await makeLogo(new Uint8Array(await image.arrayBuffer()))
  const orgId = context.org.id
  await forOrg(orgId, async (tx) => {
    await tx.orgLogo.createMany({ data: [{ orgId, hash: logo.hash, png: new Uint8Array(png) }], skipDuplicates: true })
    await replaceLogo(tx, context, { seen: hash, logo })
  })
  return logo
}

/** Shows no logo any longer. Emails that went out keep it. */
export const removeLogo = (context: OrgContext, { seen: hash }: z.output<typeof removeLogoSchema>): Promise<void> =>
  forOrg(context.org.id, (tx) => replaceLogo(tx, context, { seen: hash, logo: null }))
