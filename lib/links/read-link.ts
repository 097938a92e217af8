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

const WITH_NAMES = {
  user: { select: { id: true, name: true, email: true, isStaff: true } },
  org: { select: { id: true, slug: true, name: true } },
} as const

/**
 * Returns what a link's token opens, or why it opens nothing. Reading changes nothing: mail scanners and browsers open
 * links ahead of people.
 */
export async function readLink(token: string): Promise<Link | { problem: LinkProblem; kind?: LinkKind }> {
  const id = linkIdOf(token)
  const link = id && (await forSystem((tx) => tx.oneTimeLink.findUnique({ where: { id }, include: WITH_NAMES })))
  if (!link) return { problem: 'unknown' }
  const kind = link.kind as LinkKind
  if (link.usedAt) return { problem: 'used', kind }
  if (link.revokedAt) return { problem: 'revoked', kind }
  if (link.expiresAt.getTime() <= Date.now()) return { problem: 'expired', kind }
  return { ...link, kind }
}

/** Returns the links that still work, the newest first, at most 50: for a developer's machine, which sends no email. */
export async function listOpenLinks(): Promise<Link[]> {
  const links = await forSystem((tx) =>
    tx.oneTimeLink.findMany({
      where: { usedAt: null, revokedAt: null, expiresAt: { gt: new Date() }, sentAt: { not: null } },
      include: WITH_NAMES,
      orderBy: { createdAt: 'desc' },
      take: 50,
    }),
  )
  return links.map((link) => ({ ...link, kind: link.kind as LinkKind }))
}
