import 'server-only'
import type { Tx } from '@/lib/db'
import { enqueue } from '@/lib/queue/enqueue'
import { sealJob } from '@/lib/queue/jobs'

/**
 * Has a version sealed once this transaction commits, where everybody who was asked to sign it has done so here. What was
 * signed on paper, wholly or in part, has no seal.
 */
export async function queueSeal(
  tx: Tx,
  { orgId, id: documentId }: { orgId: string; id: string },
  versionNumber: number,
): Promise<void> {
  const where = { orgId, documentId, versionNumber }
  const signers = await tx.signer.findMany({ where, select: { signature: { select: { id: true } } } })
  if (signers.length > 0 && signers.every(({ signature }) => signature !== null)) await enqueue(tx, [sealJob(where)])
}
