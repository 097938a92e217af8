import 'server-only'
import { dayOf } from '@/lib/dates'
import type { Tx } from '@/lib/db'
import { hasDueStep } from './plan'
import { getPolicy } from './policy-store'
import { readSigningRequest } from './read-signing-requests'
import type { Reminders } from './reminders'
import { signingFacts } from './signing-facts'

/** Reminders of what customers were asked to sign: whoever's turn it is, while the version waits for signatures. */
export const signingReminders: Reminders = {
  listWaiting,
  async read(tx, orgId, { id }, at) {
    const request = await readSigningRequest(tx, orgId, id)
    if (!request) return null
    const { documentId, askedByName: byName } = request
    return { facts: signingFacts(request, at), byName, about: { documentId, signerId: id } }
  },
  async writeSteps(tx, { orgId, id: signerId, doneAt }, steps) {
    await tx.signingReminderStep.createMany({ data: steps.map((step) => ({ orgId, signerId, doneAt, ...step })) })
  },
}

type Row = { id: string; jobId: string; askedAt: Date; lastStep: number | null }

/** The signers of a company who haven't signed what waits for them, and of whose reminders a step is due. */
async function listWaiting(tx: Tx, orgId: string, at: Date): Promise<Row[]> {
  const rows = await tx.$queryRaw<Row[]>`
    select signer.id, document.job_id as "jobId",
      greatest(signer.created_at, (select max(signature.signed_at) from signer before
        join signature on signature.org_id = before.org_id and signature.signer_id = before.id
        where before.org_id = signer.org_id and before.document_id = signer.document_id
          and before.version_number = signer.version_number and before.turn < signer.turn)) as "askedAt",
      (select max(step) from signing_reminder_step done where done.org_id = signer.org_id and done.signer_id = signer.id)
        as "lastStep"
    from document
    join signer on signer.org_id = document.org_id and signer.document_id = document.id
      and signer.version_number = document.sent_version
    where document.org_id = ${orgId}::uuid and document.stage = 'sent' and signer.email is not null
      and not exists (select from signature where signature.org_id = signer.org_id and signature.signer_id = signer.id)
    order by signer.created_at, signer.id`
  if (rows.length === 0) return []
  const policy = await getPolicy(tx, orgId)
  const { timeZone } = await tx.org.findUniqueOrThrow({ where: { id: orgId }, select: { timeZone: true } })
  const ofSigning = { ...policy, steps: policy.signSteps }
  return rows.filter((row) => hasDueStep({ ...row, dueOn: dayOf(row.askedAt, timeZone) }, ofSigning, timeZone, at))
}
