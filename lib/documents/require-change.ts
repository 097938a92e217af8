import 'server-only'
import { forOrg, type Tx } from '@/lib/db'
import { UserError } from '@/lib/errors'
import type { Prisma } from '@/prisma/generated/client'
import type { DocumentContent } from './content'
import { lastSignedChange } from './job-schedule'
import { getJobView } from './job-view'
import { type LockedDocument, readContent } from './lock-document'
import { same } from './merge'
import { type ChangePlan, planChange } from './plan-change'
import type { Snapshot, SnapshotChange } from './snapshot'
import { priceContent } from './standing-total'

/** What of a change order the plan goes by. */
type Planned = Pick<LockedDocument, 'orgId' | 'jobId' | 'ordinal' | 'content'>

/**
 * Plans what a change order does to its job, with the payments as they are now.
 * @param changeCents the change of the total
 * @param signedAt null while it isn't signed
 * @throws UserError when no agreement is signed, or the change can't be (`fields` says where)
 */
async function plan(
  tx: Tx,
  { orgId, jobId, ordinal, content }: Planned,
  changeCents: number,
  signedAt: Date | null = null,
): Promise<ChangePlan & { ok: true }> {
  const current = await getJobView(tx, orgId, jobId)
  if (!current) {
    await requireNotCanceled(tx, { orgId, jobId })
    throw new UserError('The agreement isn’t signed, so change the agreement itself.')
  }
  const { landing } = content
  const { agreementNumber } = current
  const planned = planChange(current, { ordinal, agreementNumber, changeCents, landing, signedAt })
  if (planned.ok) return planned
  const { path = '', message = '' } = planned.problems[0] ?? {}
  throw new UserError(message, { [path]: message })
}

/** Refuses to send what would change a canceled agreement. @throws UserError */
export async function requireNotCanceled(
  tx: Tx,
  { orgId, jobId }: Pick<LockedDocument, 'orgId' | 'jobId'>,
): Promise<void> {
  const where = { orgId, jobId, kind: 'agreement' as const, stage: 'canceled' as const }
  if (await tx.document.findFirst({ where, select: { id: true } }))
    throw new UserError('The agreement was canceled, so nothing changes it. For other work, add a job.')
}

/**
 * Returns what a change order's draft does to its job now, for its paper.
 * @throws as `plan`
 */
export async function requireChange(tx: Tx, document: Planned): Promise<SnapshotChange> {
  const { totalCents } = priceContent(document.content, 'change_order')
  return (await plan(tx, document, totalCents ?? 0)).change
}

/** Returns what a change order's draft would do to its job now, or why it can't be. */
export const previewChange = (
  orgId: string,
  { jobId, ordinal }: { jobId: string; ordinal: number },
  content: DocumentContent,
): Promise<{ change: SnapshotChange } | { problem: string }> =>
  forOrg(orgId, async (tx) => {
    try {
      return { change: await requireChange(tx, { orgId, jobId, ordinal, content }) }
    } catch (error) {
      if (error instanceof UserError) return { problem: error.message }
      throw error
    }
  })

/**
 * Writes down that a change order is signed, with the schedule of its job from then on.
 * @param version what was sent, which is what is signed
 * @returns the acceptance's id
 * @throws UserError when it would do something else by now than its paper says: a payment lies on what it changes, or
 *   another change order was signed
 */
export async function landChange(
  tx: Tx,
  document: LockedDocument,
  version: { number: number; sha256: string; snapshot: string; totalCents: number | null },
  signed: { at: Date; byName: string; linkId: string | null },
): Promise<string> {
  const { orgId, id: documentId } = document
  const { content, change: printed }: Snapshot = JSON.parse(version.snapshot)
  const totalCents = version.totalCents ?? 0
  const { change, schedule } = await plan(tx, { ...document, content: readContent(content) }, totalCents, signed.at)
  if (!same(change, printed))
    throw new UserError(
      'What is paid has changed since this was sent, so its paper isn’t right. Mark it as sent once more, then have it signed. Nothing was signed.',
    )
  const { id } = await tx.acceptance.create({
    data: {
      ...{ orgId, documentId, versionNumber: version.number, sha256: version.sha256, totalCents },
      ...{ choices: { options: [], lines: [] }, schedule: schedule as unknown as Prisma.InputJsonValue },
      ...{ acceptedAt: signed.at, recordedByName: signed.byName, linkId: signed.linkId },
    },
  })
  return id
}

/**
 * Refuses one step back where something that was signed later rests on it: on the agreement all signed change orders, on
 * a change order those after it.
 * @throws UserError that names what to take back first
 */
export async function requireLast(tx: Tx, { orgId, jobId, id, kind }: LockedDocument): Promise<void> {
  const last = await lastSignedChange(tx, orgId, jobId)
  if (!last || last.id === id || kind === 'proposal') return
  throw new UserError(
    `Change order ${last.ordinal} was signed after this and rests on it. Mark that one as sent first.`,
  )
}
