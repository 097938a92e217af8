import 'server-only'
import { recordAudit } from '@/lib/audit/record'
import { dateToDay, dayOf, dayToDate, now } from '@/lib/dates'
import { forOrg, type Tx } from '@/lib/db'
import { getContractTotal } from '@/lib/documents/contract-total'
import { UserError } from '@/lib/errors'
import { admit } from '@/lib/limits/admit'
import { lockJobNumber } from '@/lib/locks'
import { formatCents } from '@/lib/money'
import type { OrgContext } from '@/lib/orgs/context'
import { getJobBalance } from '@/lib/payments/counted/job-balance'
import { nextInstant } from '@/lib/payments/counted/next-instant'
import type { Balance } from '@/lib/payments/rules/balance'
import { isLongAgo, isSameMoney, owedOrOver } from '@/lib/payments/rules/recorded'
import {
  IN_THE_FUTURE,
  longAgoQuestion,
  overpayQuestion,
  receivedWords,
  sameQuestion,
} from '@/lib/payments/words/recorded-words'
import { enqueue } from '@/lib/queue/enqueue'
import { emailJob } from '@/lib/queue/jobs'
import { Prisma, type RecordedPayment } from '@/prisma/generated/client'
import type { NewEntry, RecordPayment } from './schema'

/** An entry as it stands, and what its job owes after it, in cents: below zero where it is overpaid. */
export type Recorded = { id: string; owedCents: number }

/**
 * Records a check, cash or another payment that PaySimple has no part in, under its job's lock, as a charge is: a card
 * charged at the same time and this can't overpay the job without somebody being asked. The same id with the same facts
 * again records nothing and returns what stands.
 * @throws UserError when the job is gone, the day is in the future in the company's zone, or the id is that of another
 *   entry; and when it is odd (more than is owed, like an entry that is there, or of long ago) and `sure` is not that
 *   question: the question is then in its field `sure`
 */
export async function recordPayment(context: OrgContext, input: RecordPayment): Promise<Recorded> {
  await admitReceipt(context, input.jobNumber, input.entry)
  return record(context, input)
}

/** @throws LimitMet where a receipt is asked for, and too many were */
export const admitReceipt = (context: OrgContext, jobNumber: number | undefined, entry: NewEntry): Promise<void> =>
  entry.receiptEmail
    ? admit(
        context,
        'recorded receipt',
        { inbox: entry.receiptEmail, ...(jobNumber && { jobNumber }) },
        {
          once: `receipt ${context.org.id} ${entry.id} ${entry.receiptEmail}`,
          nothing: NO_RECEIPT,
          field: 'receiptEmail',
        },
      )
    : Promise.resolve()

const NO_RECEIPT = 'Nothing was recorded. Take the address out to record it without a receipt.'

const record = (context: OrgContext, { jobNumber, entry, sure }: RecordPayment): Promise<Recorded> =>
  forOrg(context.org.id, async (tx) => {
    const orgId = context.org.id
    await lockJobNumber(tx, orgId, jobNumber)
    const job = await tx.job.findUnique({ where: { orgId_number: { orgId, number: jobNumber } } })
    if (!job) throw new UserError('This job no longer exists. Reload the page.')
    const { cents: totalCents } = await getContractTotal(tx, orgId, job.id)
    const owed = async () => owedOrOver(await getJobBalance(tx, orgId, job.id, totalCents))

    const same = await tx.recordedPayment.findUnique({ where: { orgId_id: { orgId, id: entry.id } } })
    if (same) {
      requireSameEntry(same, entry, job.id)
      return { id: same.id, owedCents: await owed() }
    }
    const balance = await getJobBalance(tx, orgId, job.id, totalCents)
    await requireSound(tx, context, { job, balance, entry, sure })
    const at = await nextInstant(tx, orgId, job.id)
    await writeEntry(tx, context, { jobId: job.id, totalCents, entry, replacesId: null, at })
    const detail = `${describeEntry(entry)}, on job ${jobNumber}`
    await recordAudit(tx, context, { action: 'payment_recorded', subject: entry.id, detail })
    return { id: entry.id, owedCents: await owed() }
  })

/** "$500.00, Check 1042, received Nov 27, 2026": for the audit log. */
export const describeEntry = (entry: Pick<NewEntry, 'amountCents' | 'method' | 'reference' | 'receivedOn'>) =>
  `${formatCents(entry.amountCents)}, ${receivedWords(entry)}`

type Facts = Pick<RecordedPayment, 'method' | 'reference' | 'amountCents' | 'receivedOn'>

/** An entry's facts as they are typed. */
export const factsOf = ({ method, reference, amountCents, receivedOn }: Facts) => ({
  ...{ method, reference, amountCents, receivedOn: dateToDay(receivedOn) },
})

const FORM_USED =
  'This form was already used to record another payment. Close it, look at the payments on the Information tab, then open it again.'

/** @throws UserError when the row with this id says anything else */
export function requireSameEntry(row: RecordedPayment, entry: NewEntry, jobId: string): void {
  const { amountCents, method, reference, receivedOn } = factsOf(row)
  const isSame =
    row.jobId === jobId &&
    row.correctsId === null &&
    amountCents === entry.amountCents &&
    method === entry.method &&
    reference === entry.reference &&
    receivedOn === entry.receivedOn &&
    row.note === entry.note &&
    row.receiptEmail === entry.receiptEmail
  if (!isSame) throw new UserError(FORM_USED)
}

type Sound = {
  job: { id: string; number: number }
  /** Before the entry. */
  balance: Balance
  entry: NewEntry
  sure: string | null
  /** The entry that it replaces: neither it nor its day, where that stays, is asked about. */
  replaces?: Facts & { id: string }
}

/** @throws UserError when the day hasn't come yet, and with the question when the entry is odd and `sure` isn't it */
export async function requireSound(tx: Tx, { org }: OrgContext, { job, balance, entry, sure, replaces }: Sound) {
  const today = dayOf(now(), org.timeZone)
  if (entry.receivedOn > today) throw new UserError(IN_THE_FUTURE, { receivedOn: IN_THE_FUTURE })
  const standing = await tx.recordedPayment.findMany({
    where: { orgId: org.id, jobId: job.id, correctsId: null, correction: null, amountCents: entry.amountCents },
    orderBy: { createdAt: 'desc' },
  })
  const earlier = standing.find((row) => row.id !== replaces?.id && isSameMoney(factsOf(row), entry))
  const isNewDay = !replaces || factsOf(replaces).receivedOn !== entry.receivedOn
  const question = [
    isNewDay && isLongAgo(entry.receivedOn, today) && longAgoQuestion(entry.receivedOn),
    earlier && sameQuestion({ ...factsOf(earlier), recordedByName: earlier.recordedByName }, job.number),
    overpayQuestion(job.number, entry.amountCents, balance),
  ]
    .filter(Boolean)
    .join(' ')
  if (question && sure !== question) throw new UserError(question, { sure: question })
}

type Written = { jobId: string; totalCents: number; entry: NewEntry; replacesId: string | null; at: Date }

/** Writes an entry, and its receipt into the outbox. @throws UserError when the id is another entry's */
export async function writeEntry(
  tx: Tx,
  { org, user }: OrgContext,
  { jobId, totalCents, entry, replacesId, at }: Written,
): Promise<void> {
  const orgId = org.id
  const by = { recordedById: user.id, recordedByName: user.name }
  const data = { ...entry, receivedOn: dayToDate(entry.receivedOn), jobTotalCents: totalCents }
  // The id may be an entry's of another job, which its own lock guards.
  await tx.recordedPayment
    .create({ data: { orgId, jobId, replacesId, createdAt: at, ...by, ...data } })
    .catch((error) => {
      throw isIdUsed(error) ? new UserError(FORM_USED) : error
    })
  if (!entry.receiptEmail) return
  const email = await tx.email.create({
    data: { orgId, recordedPaymentId: entry.id, kind: 'receipt', to: entry.receiptEmail },
    select: { orgId: true, id: true },
  })
  await enqueue(tx, [emailJob(email)])
}

const isIdUsed = (error: unknown) => error instanceof Prisma.PrismaClientKnownRequestError && error.code === 'P2002'
