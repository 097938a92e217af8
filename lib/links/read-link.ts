import 'server-only'
import { forSystem } from '@/lib/db'
import type { Role } from '@/prisma/generated/enums'
import type { LinkKind, LinkProblem } from './link-kinds'
import { linkIdOf } from './link-token'

export type Link = {
  id: string
  kind: LinkKind
  /** To whom it was sent, in lower case. */
  email: string
  expiresAt: Date
  user: { id: string; name: string; email: string; isStaff: boolean } | null
  org: { id: string; slug: string; name: string } | null
  role: Role | null
  newEmail: string | null
  createdByName: string | null
}

/**
 * Returns what a link's token opens, or why it opens nothing. Reading changes nothing: mail scanners and browsers open
 * links ahead of people.
 */
export async function readLink(token: string): Promise<Link | { problem: LinkProblem; kind?: LinkKind }> {
  const id = linkIdOf(token)
  const link =
    id &&
    (await forSystem((tx) =>
      tx.oneTimeLink.findUnique({
        where: { id },
        include: {
          user: { select: { id: true, name: true, email: true, isStaff: true } },
          org: { select: { id: true, slug: true, name: true } },
        },
      }),
    ))
  if (!link) return { problem: 'unknown' }
  const kind = link.kind as LinkKind
  if (link.usedAt) return { problem: 'used', kind }
  if (link.revokedAt) return { problem: 'revoked', kind }
  if (link.expiresAt.getTime() <= Date.now()) return { problem: 'expired', kind }
  return { ...link, kind }
}
