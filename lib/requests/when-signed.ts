import 'server-only'
import { dayOf, now } from '@/lib/dates'
import { forOrg, type Tx } from '@/lib/db'
import { getContractTotal } from '@/lib/documents/contract-total'
import { hasParts } from '@/lib/documents/job-schedule'
import { getJobView } from '@/lib/documents/job-view'
import type { LockedDocument } from '@/lib/documents/lock-document'
import { getJobBalance } from '@/lib/payments/counted/job-balance'
import type { SigningActor } from '@/lib/signing/lock-signing'
import { readSigners } from '@/lib/signing/read-signers'
import type { Sign } from '@/lib/signing/schema'
import { signIn } from '@/lib/signing/sign'
import { uuidOf } from '@/lib/uuid-of'
import { createRequest } from './create-request'

// A payment that is asked for as soon as everybody has signed, where whoever sent the paper chose so.

/** What is asked for. */
type ToAsk = { partId: string | null; partLabel: string | null; amountCents: number }

/**
 * Asks for the payment that a paper's last signature made due, in the transaction of that signature: once for each version,
 * and only where that was chosen and something is due that isn't asked for yet. It goes to the customers who signed by
 * email.
 */
export async function askIfChosen(tx: Tx, actor: SigningActor, document: LockedDocument): Promise<void> {
  const orgId = actor.org.id
  const { id: documentId, jobId, sentVersion: versionNumber } = document
  if (versionNumber === null) return
  const chosen = await tx.paymentWhenSigned.findUnique({
    where: { orgId_documentId_versionNumber: { orgId, documentId, versionNumber } },
  })
  if (!chosen) return
  const id = requestOf(documentId, versionNumber)
  if (await tx.paymentRequest.findUnique({ where: { orgId_id: { orgId, id } }, select: { id: true } })) return
  const signers = await readSigners(tx, orgId, { documentId, versionNumber })
  const people = signers.flatMap(({ name, email }) => (email === null ? [] : [{ name, email }]))
  const asked = await dueBySigning(tx, document)
  if (asked === null || people.length === 0) return
  const job = await tx.job.findUniqueOrThrow({
    where: { orgId_id: { orgId, id: jobId } },
    select: { number: true, title: true },
  })
  await createRequest(tx, actor, job, {
    ...{ id, jobId, ...asked, dueOn: dayOf(now(), actor.org.timeZone), message: null, people },
    ...{ byId: chosen.createdById, byName: chosen.createdByName },
  })
}

/** The one request of a version. */
const requestOf = (documentId: string, versionNumber: number): string =>
  uuidOf(`payment when signed ${documentId} ${versionNumber}`)

/**
 * What is due and not asked for, after a paper was signed: a part, or several as one amount. Of a job without a schedule a
 * change order's own amount. Null where nothing is.
 */
async function dueBySigning(tx: Tx, { orgId, jobId, kind, totalCents }: LockedDocument): Promise<ToAsk | null> {
  const job = await getJobView(tx, orgId, jobId)
  const total = await getContractTotal(tx, orgId, jobId)
  const { owedCents, checkingCents } = await getJobBalance(tx, orgId, jobId, total.cents)
  if (job && hasParts(job.schedule)) {
    const { requested, since } = job.progress
    const due = job.view.parts.filter(
      ({ id, openCents, payingCents }) => openCents > 0 && payingCents === 0 && since.has(id) && !requested.has(id),
    )
    const [part, ...others] = due
    if (!part) return null
    if (others.length === 0) return { partId: part.id, partLabel: part.label, amountCents: part.openCents }
    const sum = due.reduce((cents, { openCents }) => cents + openCents, 0)
    return { partId: null, partLabel: null, amountCents: Math.min(sum, owedCents) }
  }
  if (kind !== 'change_order' || checkingCents > 0) return null
  const amountCents = Math.min(totalCents ?? 0, owedCents)
  return amountCents > 0 ? { partId: null, partLabel: null, amountCents } : null
}

/** A member signs for the company, as themselves; the payment is asked for with the last signature, where that was chosen. */
export const signForCompany = (actor: SigningActor, input: Sign): Promise<void> =>
  forOrg(actor.org.id, async (tx) => {
    const { isNew, isComplete, document } = await signIn(tx, actor, input)
    if (isNew && isComplete) await askIfChosen(tx, actor, document)
  })
