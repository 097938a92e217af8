import 'server-only'
import type { Tx } from '@/lib/db'
import type { DocumentVersion } from '@/prisma/generated/client'
import { freeze } from './freeze'
import type { LockedDocument } from './lock-document'

const BEFORE = 'Plumbline, from before it kept versions'

/**
 * Freezes a document that was sent before Plumbline kept versions as it is, before anything changes it.
 * @returns its first version; null where there is nothing to freeze: a draft, and one that has versions
 */
export async function freezeOld(tx: Tx, document: LockedDocument): Promise<DocumentVersion | null> {
  const { orgId, id, stage, stageAt, sentVersion, version: sentSave } = document
  if (stage === 'draft' || sentVersion !== null) return null
  const version = await freeze(tx, document, { at: stageAt, byName: BEFORE })
  await tx.document.update({ where: { orgId_id: { orgId, id } }, data: { sentVersion: version.number, sentSave } })
  return version
}

/** Returns the version that a document stands at; null for a draft. */
export async function ensureVersion(tx: Tx, document: LockedDocument): Promise<DocumentVersion | null> {
  const { orgId, id: documentId, stage, sentVersion: number } = document
  if (stage === 'draft') return null
  if (number === null) return freezeOld(tx, document)
  return tx.documentVersion.findUniqueOrThrow({ where: { orgId_documentId_number: { orgId, documentId, number } } })
}
