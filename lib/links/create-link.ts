import 'server-only'
import { randomUUID } from 'node:crypto'
import type { Tx } from '@/lib/db'
import { enqueue } from '@/lib/queue/enqueue'
import { accountMailJob } from '@/lib/queue/jobs'
import type { Role } from '@/prisma/generated/enums'
import { LINK_LASTS, type LinkKind } from './link-kinds'

/** What a link is for, besides its kind. Addresses in lower case. */
type For =
  | { kind: 'staff_setup' | 'password_reset'; userId: string }
  | { kind: 'invitation'; orgId: string; role: Role }
  | { kind: 'email_change'; userId: string; newEmail: string; pair: string }
export type NewLink = For & { email: string; by?: { id: string | null; name: string } | undefined }
export type MadeLink = { id: string; kind: LinkKind; email: string; expiresAt: Date }

/** Makes a one-time link. Nothing is sent. */
export async function createLink(tx: Tx, { by, ...link }: NewLink): Promise<MadeLink> {
  const id = randomUUID()
  const expiresAt = new Date(Date.now() + LINK_LASTS[link.kind])
  await tx.oneTimeLink.create({
    data: { ...link, id, expiresAt, createdById: by?.id ?? null, createdByName: by?.name ?? null },
    select: { id: true },
  })
  return { id, kind: link.kind, email: link.email, expiresAt }
}

/** Makes a one-time link and has it sent to its address, once this transaction commits. */
export async function sendLink(tx: Tx, link: NewLink): Promise<MadeLink> {
  const made = await createLink(tx, link)
  await enqueue(tx, [accountMailJob(made.id)])
  return made
}

/** Takes back what of a person's links, or a company's link, nobody used. @returns how many */
export async function revokeLinks(
  tx: Tx,
  where: { kind: LinkKind } & ({ id: string; orgId: string } | { userId: string }),
): Promise<number> {
  const { count } = await tx.oneTimeLink.updateMany({
    where: { ...where, usedAt: null, revokedAt: null },
    data: { revokedAt: new Date() },
  })
  return count
}
