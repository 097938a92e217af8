import 'server-only'
import type { Tx } from '@/lib/db'

/** An organization's newest emails, sent or not, without their text. `notices`: those to its owners, too. */
export const listEmails = (tx: Tx, orgId: string, notices: boolean, limit = 100) =>
  tx.email.findMany({
    where: { orgId, ...(!notices && { kind: { not: 'notice' } }) },
    orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
    take: limit,
    select: {
      id: true,
      kind: true,
      to: true,
      subject: true,
      status: true,
      createdAt: true,
      sentAt: true,
      keptHere: true,
    },
  })

/** One email as it was sent, with what its payment is now, or null. */
export const getEmail = (tx: Tx, orgId: string, id: string) =>
  tx.email.findUnique({
    where: { orgId_id: { orgId, id } },
    include: {
      payment: { select: { status: true, method: true } },
      recordedPayment: { include: { correction: { select: { id: true } } } },
    },
  })
