import 'server-only'
import { cache } from 'react'
import { dateToDay } from '@/lib/dates'
import { type Answers, forOrg, readForOrg, type Statement, type Tx } from '@/lib/db'
import { recordedState } from '@/lib/payments/rules/recorded'
import { dayAsDate } from '@/lib/sql'
import { isUuid } from '@/lib/typed-text'
import { type Email, Prisma, type RecordedPayment } from '@/prisma/generated/client'

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

/** What a list shows of the email of a receipt. */
export type ReceiptEmail = Pick<Email, keyof (typeof RECEIPT)['select']>
export const RECEIPT_COLUMNS = Prisma.sql`"to", status, attempts, sent_at, kept_here, last_error, superseded_by`

/**
 * What `toJobRecorded` puts together.
 * @param jobId of one job: a value, or a subquery of it
 */
export const jobRecordedStatements = (orgId: string, jobId: Prisma.Sql) => {
  const org = Prisma.sql`org_id = ${orgId}::uuid`
  const ids = Prisma.sql`(select id from recorded_payment where ${org} and job_id = ${jobId})`
  const receivedOn = Prisma.sql`${dayAsDate(Prisma.sql`received_on`)} as received_on`
  const entries: Statement<RecordedPayment> = Prisma.sql`
    select recorded_payment.*, ${receivedOn} from recorded_payment where ${org} and job_id = ${jobId}
    order by created_at desc, id desc`
  const corrections: Statement<Correction & Pick<RecordedPayment, 'correctsId'>> = Prisma.sql`
    select corrects_id, id, recorded_by_name, created_at, note, came_back, ${receivedOn} from recorded_payment
    where ${org} and corrects_id in ${ids}`
  const replacements: Statement<Pick<RecordedPayment, 'id' | 'replacesId'>> = Prisma.sql`
    select id, replaces_id from recorded_payment where ${org} and replaces_id in ${ids}`
  const receipts: Statement<ReceiptEmail & Pick<Email, 'recordedPaymentId'>> = Prisma.sql`
    select recorded_payment_id, ${RECEIPT_COLUMNS} from email
    where ${org} and recorded_payment_id in ${ids} and kind = 'receipt'`
  return [entries, corrections, replacements, receipts] as const
}

/** The recorded payments of a job and their counter-entries, the newest first, each with the email of its receipt. */
export const toJobRecorded = ([entries, corrections, replacements, receipts]: Answers<
  ReturnType<typeof jobRecordedStatements>
>) =>
  entries.map((entry) =>
    shown({
      ...entry,
      correction: corrections.find(({ correctsId }) => correctsId === entry.id) ?? null,
      replacedBy: replacements.find(({ replacesId }) => replacesId === entry.id) ?? null,
      emails: receipts.filter(({ recordedPaymentId }) => recordedPaymentId === entry.id),
    }),
  )

/** Reads them. */
export const listJobRecorded = async (orgId: string, jobId: string) =>
  toJobRecorded(await readForOrg(orgId, jobRecordedStatements(orgId, Prisma.sql`${jobId}::uuid`)))

export type JobRecordedRow = ReturnType<typeof toJobRecorded>[number]

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
