import { randomUUID } from 'node:crypto'
import { dayOf, now } from '@/lib/dates'
import { forOrg } from '@/lib/db'
import type { OrgContext } from '@/lib/orgs/context'
import { getJobBalance } from '@/lib/payments/counted/job-balance'
import type { CorrectRecorded, NewEntry, RecordPayment } from '@/lib/payments/recorded/schema'

// Recorded payments as the dialogs send them.

/** A check of today without a receipt, unless told. */
export const entryOf = (amountCents: number, changes: Partial<NewEntry> = {}): NewEntry => ({
  ...{ id: randomUUID(), amountCents, method: 'check', reference: '1042', note: null, receiptEmail: null },
  receivedOn: dayOf(now(), 'America/Denver'),
  ...changes,
})

/** The record of a check on a job. */
export const recordOf = (jobNumber: number, amountCents: number, changes: Partial<NewEntry> = {}): RecordPayment => ({
  ...{ jobNumber, sure: null },
  entry: entryOf(amountCents, changes),
})

/** The correction of an entry: by a counter-entry of the same day alone, unless told. */
export const correctionOf = (entryId: string, changes: Partial<CorrectRecorded> = {}): CorrectRecorded => ({
  ...{ entryId, counterId: randomUUID(), why: 'The check bounced', entry: null, cameBackOn: null, sure: null },
  ...changes,
})

/** A job's balance as every screen has it. */
export const balanceOf = ({ org }: OrgContext, jobId: string, totalCents: number) =>
  forOrg(org.id, (tx) => getJobBalance(tx, org.id, jobId, totalCents))

/** All rows of a job, the first first. */
export const rowsOn = ({ org }: OrgContext, jobId: string) =>
  forOrg(org.id, (tx) =>
    tx.recordedPayment.findMany({ where: { orgId: org.id, jobId }, orderBy: [{ createdAt: 'asc' }] }),
  )
