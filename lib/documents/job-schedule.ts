import 'server-only'
import type { Tx } from '@/lib/db'
import { listJobPayments } from '@/lib/payments/counted/job-payments'
import type { Cancellation } from './cancellation'
import type { LaidPayment, SignedPart, SignedSchedule } from './schedule'
import type { Snapshot } from './snapshot'

/** The one part of an agreement whose schedule has none: all of it, at the end. */
const WHOLE: Omit<SignedPart, 'amountCents'> = { id: 'whole', label: 'Balance', due: { on: 'completion' } }

/** Tells whether somebody wrote the parts: not where there is only the whole amount. */
export const hasParts = ({ parts }: SignedSchedule): boolean => parts.some(({ id }) => id !== WHOLE.id)

/** What a sent agreement says of when it is paid: each part what it comes to, or all of it as one. Pure. */
export function scheduleOf({ content, sums }: Pick<Snapshot, 'content' | 'sums'>): SignedSchedule {
  const parts = sums.state === 'decided' ? sums.parts : []
  const amountOf = new Map(parts.map(({ id, amountCents }) => [id, amountCents]))
  const signed = content.schedule.map(({ id, label, due }) => ({ id, label, due, amountCents: amountOf.get(id) ?? 0 }))
  const totalCents = sums.state === 'decided' ? sums.totalCents : 0
  return { parts: signed.length > 0 ? signed : [{ ...WHOLE, amountCents: totalCents }], creditCents: 0 }
}

export type JobSchedule = {
  agreementNumber: number
  /** With all change orders that are signed. */
  schedule: SignedSchedule
  payments: LaidPayment[]
  /** When the agreement was signed. */
  signedAt: Date
  /** When the work was completed; null until then. */
  completedAt: Date | null
  /** The right to cancel as it was signed; null where it was sent before Plumbline printed it. */
  cancellation: Cancellation | null
}

/** Returns the change order of a job that was signed last; null without one. */
export const lastSignedChange = (tx: Tx, orgId: string, jobId: string) =>
  tx.document.findFirst({
    where: { orgId, jobId, kind: 'change_order', stage: 'signed' },
    orderBy: { acceptance: { id: 'desc' } }, // ids count up with time
    select: { id: true, ordinal: true, acceptance: { select: { schedule: true } } },
  })

/**
 * Reads when a job is paid: its signed agreement's schedule with the signed change orders, and the payments to lay on it.
 * @returns null while no agreement is signed, or where it was signed before Plumbline kept what was sent
 */
export async function getJobSchedule(tx: Tx, orgId: string, jobId: string): Promise<JobSchedule | null> {
  const agreement = await tx.document.findFirst({
    where: { orgId, jobId, kind: 'agreement', stage: { in: ['signed', 'completed'] } },
    select: { id: true, number: true, stage: true, stageAt: true, sentVersion: true },
  })
  if (!agreement || agreement.sentVersion === null) return null
  const documentId = agreement.id
  const version = await tx.documentVersion.findUniqueOrThrow({
    where: { orgId_documentId_number: { orgId, documentId, number: agreement.sentVersion } },
  })
  const signed = await tx.documentEvent.findFirst({
    where: { orgId, jobId, documentId, act: 'signed' },
    orderBy: { at: 'desc' },
    select: { at: true },
  })
  const snapshot: Snapshot = JSON.parse(version.snapshot)
  const payments = await listJobPayments(tx, orgId, jobId)
  const change = await lastSignedChange(tx, orgId, jobId)
  return {
    agreementNumber: agreement.number,
    // Written by `setStage` alone, as a SignedSchedule.
    schedule: (change?.acceptance?.schedule as SignedSchedule | undefined) ?? scheduleOf(snapshot),
    payments: payments.map((payment) => ({ ...payment, partId: null })),
    signedAt: signed?.at ?? version.sentAt,
    completedAt: agreement.stage === 'completed' ? agreement.stageAt : null,
    cancellation: snapshot.cancellation ?? null,
  }
}
