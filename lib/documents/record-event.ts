import 'server-only'
import { now } from '@/lib/dates'
import type { Tx } from '@/lib/db'
import type { OrgContext } from '@/lib/orgs/context'
import type { DocumentAct } from '@/prisma/generated/enums'

/** Writes down what was done with a document, now or `at`, for its job's timeline. It stays as it is written. */
export const recordEvent = async (
  tx: Tx,
  context: OrgContext,
  document: { id: string; jobId: string },
  event: { act: DocumentAct; versionNumber?: number | null; totalCents?: number | null; detail?: string; at?: Date },
): Promise<void> => {
  await tx.documentEvent.create({
    data: {
      orgId: context.org.id,
      documentId: document.id,
      jobId: document.jobId,
      at: now(),
      actorName: context.user.name,
      ...event,
    },
  })
}
