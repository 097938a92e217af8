import 'server-only'
import { forOrg, forSystem, type Tx } from '@/lib/db'
import { enqueue } from '@/lib/queue/enqueue'
import { sealJob } from '@/lib/queue/jobs'
import type { OfVersion } from './read-signed'
import { SEALABLE } from './sealable'

/**
 * Queues each signed paper that should be sealed and isn't: after a restore, where its job ran out of tries, or where it was
 * signed before Plumbline sealed by itself. Running one twice is harmless.
 */
export async function sweepSeals(): Promise<void> {
  const orgs = await forSystem((tx) => tx.org.findMany({ select: { id: true } }))
  for (const { id: orgId } of orgs)
    await forOrg(orgId, async (tx) =>
      enqueue(
        tx,
        (await listUnsealed(tx, orgId)).map((of) => sealJob(of)),
      ),
    )
}

/** The versions that stand as signed, that all of those who were asked have signed here, and that have no seal. */
const listUnsealed = (tx: Tx, orgId: string) =>
  tx.$queryRaw<OfVersion[]>`
    select document.org_id as "orgId", document.id as "documentId", document.sent_version as "versionNumber"
    from document
    join signer on signer.org_id = document.org_id and signer.document_id = document.id
      and signer.version_number = document.sent_version
    left join signature on signature.org_id = signer.org_id and signature.signer_id = signer.id
    where document.org_id = ${orgId}::uuid and ${SEALABLE}
      and not exists (select from sealed_file where sealed_file.org_id = document.org_id
        and sealed_file.document_id = document.id and sealed_file.version_number = document.sent_version)
    group by document.org_id, document.id
    having count(signature.id) = count(signer.id)`
