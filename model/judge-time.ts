import type { Ledger, LedgerRow } from './ledger'
import type { Plan } from './plan'
import type { PaymentRow, ReversalRow, Rows } from './rows'

// The verdict on time: whether what was unconfirmed was decided soon enough, and by those whose work it is. Like judge.ts
// it shares nothing with the rules: every wait is written out here a second time.

/** What the verdict rests on. */
export type Evidence = {
  rows: Rows
  ledger: Ledger
  plan: Plan
  client: string
  customerRef: string
  /** Whether people are shown that this partial refund was left incomplete. */
  isShownIncomplete: (reversalId: string) => boolean
}

const SECOND = 1_000
const MINUTE = 60 * SECOND

/** From the last instant at which a request may go out to the latest at which PaySimple may show it. */
const SHOWN_AFTER = 30 * SECOND + 5 * MINUTE
/** Then a minute is enough. */
const HORIZON = SHOWN_AFTER + MINUTE
/** The first check, one that a late answer has put off, and that they take a moment. */
const AT_ONCE = 15 * SECOND

const UNDECIDED = ['submitting', 'unknown']

/** How far apart checks may be at that age. Those that nobody waits for are rarer in the model than in production. */
function checksApart(age: number): number {
  if (age < 20 * MINUTE) return 10 * SECOND
  return age < 60 * MINUTE ? MINUTE : 12 * 15 * MINUTE
}

/** Nothing kept anybody from asking PaySimple in time. */
const isUntroubled = ({ faults, accident, beyond }: Plan) =>
  !beyond && !accident && faults.every(({ point, kind }) => !['list', 'get'].includes(point) && kind !== 'exit-after')

/**
 * What is unconfirmed when all that was planned has long happened, and before anybody has everything asked about: nobody
 * would have asked anymore. Said of what PaySimple itself is sure of, or has nothing of.
 */
export function findStuck({ rows, ledger }: Evidence): string[] {
  const payments = [...rows.payments.values()].flatMap(({ id, status }) => {
    const record = ledger.rows.find((row) => row.orderId === id && !row.isDebit)
    if (UNDECIDED.includes(status)) return record?.status === 'Pending' ? [] : [`stuck ${status} (${id})`]
    return status === 'not_taken' && record ? [`stuck not_taken, and PaySimple has it (${id})`] : []
  })
  const reversals = rows.reversals.filter(({ status }) => UNDECIDED.includes(status))
  return [...payments, ...reversals.map(({ id, status }) => `stuck ${status} (${id})`)]
}

type Instants = [number, number, number]

/** What was decided later than it should have been, where nothing kept anybody from asking. */
export function judgePaymentTime(row: PaymentRow, record: LedgerRow | undefined, plan: Plan): string[] {
  if (!isUntroubled(plan) || row.claimedAt === null) return []
  const wrong: string[] = []
  const [begunAt, claimedAt, sendBy] = [row.createdAt, row.claimedAt, row.sendBy].map((at) => at.getTime()) as Instants
  if (row.reversalId !== null && claimedAt > begunAt + AT_ONCE + plan.lag) wrong.push('a recharge claimed late')
  if (row.decidedAt === null) return wrong
  const decidedAt = row.decidedAt.getTime()
  const horizon = sendBy + HORIZON + 2 * plan.lag
  const knownAt = record && Math.max(record.createdAt, record.visibleAt, record.sureAt)
  if ((knownAt ?? 0) <= sendBy + SHOWN_AFTER && decidedAt > horizon) wrong.push('decided after its horizon')
  if (knownAt === undefined || row.status === 'not_taken') return wrong
  const soonest = Math.max(knownAt, begunAt)
  if (decidedAt > soonest + checksApart(soonest - begunAt) + AT_ONCE + 2 * plan.lag)
    wrong.push('known late, though PaySimple showed it')
  return wrong
}

/** The same of a reversal: its payment can be read all the time, so that its horizon bounds every decision. */
export const isReversalLate = ({ sendBy, decidedAt }: ReversalRow, plan: Plan): boolean =>
  isUntroubled(plan) && decidedAt !== null && decidedAt.getTime() > sendBy.getTime() + HORIZON + 2 * plan.lag
