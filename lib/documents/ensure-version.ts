import 'server-only'
import type { Tx } from '@/lib/db'
import type { DocumentVersion } from '@/prisma/generated/client'
import { freeze } from './freeze'
import type { LockedDocument } from './lock-document'

/**
 * Returns the version that a document stands at; null for a draft. One that was sent before Plumbline kept versions is frozen
 * as it is, before anything changes it.
 */
export async function ensureVersion(tx: Tx, document: LockedDocument): Promise<DocumentVersion | null> {
  if (document.stage === 'draft') return null
  const { orgId, id, sentVersion: number } = document
  if (number !== null)
    return tx.documentVersion.findUniqueOrThrow({
      where: { orgId_documentId_number: { orgId, documentId: id, number } },
    })
  const version = await freeze(tx, document, {
    at: document.stageAt,
    byName: 'Plumbline, from before it kept versions',
  })
  await tx.document.update({
    where: { orgId_id: { orgId, id } },
    data: { sentVersion: version.number, sentSave: document.version },
  })
  return version
}
