import 'server-only'
import { cache } from 'react'
import { dateToDay } from '@/lib/dates'
import { forOrg, type Tx } from '@/lib/db'
import { recordedState } from '@/lib/payments/rules/recorded'
import { isUuid } from '@/lib/typed-text'
import type { Prisma, RecordedPayment } from '@/prisma/generated/client'

const SHOWN = {
  correction: {
    select: { id: true, recordedByName: true, createdAt: true, note: true, cameBack: true, receivedOn: true },
  },
  replacedBy: { select: { id: true } },
} as const satisfies Prisma.RecordedPaymentInclude

type Correction = Pick<RecordedPayment, 'id' | 'recordedByName' | 'createdAt' | 'note' | 'cameBack' | 'receivedOn'>
type Row = RecordedPayment & {
  correction: Correction | null
  replacedBy: { id: string } | null
}

/** A row as screens have it: its state, its days as texts, and who corrected it. */
const shown = <R extends Row>({ receivedOn, ...row }: R) => ({
  ...row,
  receivedOn: dateToDay(receivedOn),
  state: recordedState(row),
  correctedBy: row.correction?.recordedByName ?? null,
  cameBackOn: row.correction?.cameBack ? dateToDay(row.correction.receivedOn) : null,
  replaced: row.replacedBy !== null,
})

const RECEIPT = {
  where: { kind: 'receipt' },
  select: { to: true, status: true, attempts: true, sentAt: true, keptHere: true, lastError: true, supersededBy: true },
} as const satisfies Prisma.RecordedPayment$emailsArgs

/** The recorded payments of a job and their counter-entries, the newest first, each with the email of its receipt. */
export const listJobRecorded = async (tx: Tx, orgId: string, jobId: string) => {
  const rows = await tx.recordedPayment.findMany({
    where: { orgId, jobId },
    orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
    include: { ...SHOWN, emails: RECEIPT },
  })
  return rows.map(shown)
}

export type JobRecordedRow = Awaited<ReturnType<typeof listJobRecorded>>[number]

/** One entry with everything that its page shows, or null. Read once per request: page and metadata share it. */
export const getRecorded = cache((orgId: string, id: string) =>
  isUuid(id) ? forOrg(orgId, (tx) => readRecorded(tx, orgId, id)) : Promise.resolve(null),
)

const NAMED = { select: { id: true, amountCents: true, method: true, reference: true, receivedOn: true } } as const

async function readRecorded(tx: Tx, orgId: string, id: string) {
  const row = await tx.recordedPayment.findUnique({
    where: { orgId_id: { orgId, id } },
    include: { ...SHOWN, corrects: NAMED, replaces: NAMED, emails: RECEIPT, job: { include: { customer: true } } },
  })
  return row && shown(row)
}

export type RecordedDetail = NonNullable<Awaited<ReturnType<typeof getRecorded>>>
