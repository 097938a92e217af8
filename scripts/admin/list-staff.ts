import type { Command } from './command'

const minute = (at: Date) => `${at.toISOString().slice(0, 16).replace('T', ' ')} UTC`

type Row = { disabledAt: Date | null; links: { usedAt: Date | null; revokedAt: Date | null; expiresAt: Date }[] }

/** Where somebody of the staff stands, by the newest link that they were given. */
function standing({ disabledAt, links: [newest] }: Row, now: Date): string {
  if (disabledAt) return `disabled since ${minute(disabledAt)}`
  if (!newest || newest.usedAt) return 'can sign in'
  if (newest.revokedAt) return 'can sign in'
  return newest.expiresAt > now ? `invited until ${minute(newest.expiresAt)}` : 'invitation expired'
}

/** Says who is staff, and who of them can sign in. */
export const listStaff: Command = {
  usage: '',
  about: 'Lists the staff: who can sign in, who was invited, who is disabled, and when each was last here.',
  options: {},
  async run() {
    const { asOwner } = await import('@/prisma/owner/as-owner')
    const staff = await asOwner((tx) =>
      tx.user.findMany({
        where: { isStaff: true },
        orderBy: { email: 'asc' },
        include: {
          links: { where: { kind: 'staff_setup' }, orderBy: { createdAt: 'desc' }, take: 1 },
          sessions: { orderBy: { seenAt: 'desc' }, take: 1, select: { seenAt: true } },
        },
      }),
    )
    if (staff.length === 0) {
      console.log('There is no staff yet. To add somebody: npm run admin -- create-staff --email ADDRESS --name "NAME"')
      return 0
    }
    const now = new Date()
    const rows = staff.map((each) => [
      each.email,
      each.name,
      standing(each, now),
      each.sessions[0] ? `last here ${minute(each.sessions[0].seenAt)}` : 'never here',
    ])
    const widths = [0, 1, 2].map((column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)))
    for (const row of rows) console.log(row.map((text, column) => text.padEnd(widths[column] ?? 0)).join('  '))
    return 0
  },
}
