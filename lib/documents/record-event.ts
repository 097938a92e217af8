import 'server-only'
import { maskCardNumbers } from '@/lib/card-in-text'
import { now } from '@/lib/dates'
import type { Tx } from '@/lib/db'
import { type Actor, byColumns } from '@/lib/orgs/actor'
import type { DocumentAct } from '@/prisma/generated/enums'

/** Who did it, in which company. Plumbline itself is nobody's member, and no customer. */
type By = Pick<Actor, 'user' | 'role' | 'source'> & { org: { id: string } }

/** Writes down what was done with a document, now or `at`, for its job's timeline. It stays as it is written. */
export const recordEvent = async (
  tx: Tx,
  context: By,
  document: { id: string; jobId: string },
  event: {
    id?: string
    act: DocumentAct
    versionNumber?: number | null
    totalCents?: number | null
    detail?: string
    at?: Date
  },
): Promise<void> => {
  await tx.documentEvent.create({
    data: {
      orgId: context.org.id,
      documentId: document.id,
      jobId: document.jobId,
      at: now(),
      actorName: context.user.name,
      ...ofCustomer(context),
      ...event,
    },
  })
}

/** Of a customer's act: by which link, and from where. Of a member's the audit log has it. */
const ofCustomer = ({ source, ...by }: Pick<By, 'user' | 'role' | 'source'>) =>
  by.role === 'customer'
    ? {
        linkId: byColumns(by).linkId,
        address: source?.address || null,
        userAgent: maskCardNumbers(source?.userAgent ?? '') || null,
      }
    : {}
