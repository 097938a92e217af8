import type { PartView } from '@/lib/documents/schedule'
import { sumCents } from '@/lib/money'
import type { JobPayment } from '@/lib/payments/counted/job-payments'
import type { Balance } from '@/lib/payments/rules/balance'
import { isPaid, isUndecided } from '@/lib/payments/rules/status'

// What is still open of what was asked for. It's never stored: it follows from the payments. Pure.

/** `gone`: nothing asks for it any longer, such as a part of an agreement that is no longer signed. */
export type StandingState = 'open' | 'paying' | 'paid' | 'gone'
export type Standing = {
  state: StandingState
  /** What is still to be paid of it, in cents. */
  openCents: number
}

/** `partId`: of the signed schedule; null for an amount. */
export type AskedFor = { partId: string | null; amountCents: number; askedAt: Date }

/** How a job stands: its parts, null without a signed schedule, its balance and its payments that count. */
export type JobStanding = { parts: readonly PartView[] | null; balance: Balance; payments: readonly JobPayment[] }

/** Returns how what was asked for stands. While money for it isn't decided, it is being paid. */
export function standingOf(asked: AskedFor, job: JobStanding): Standing {
  return asked.partId === null ? ofAmount(asked, job) : ofPart(asked.partId, job)
}

function ofPart(partId: string, { parts }: JobStanding): Standing {
  const part = parts?.find(({ id }) => id === partId)
  if (!part) return { state: 'gone', openCents: 0 }
  const { openCents, payingCents } = part
  return { state: payingCents > 0 ? 'paying' : openCents === 0 ? 'paid' : 'open', openCents }
}

function ofAmount({ amountCents, askedAt }: AskedFor, { balance, payments }: JobStanding): Standing {
  const since = payments.filter(({ at }) => at >= askedAt)
  const sum = (counts: (status: JobPayment['status']) => boolean) =>
    sumCents(since.filter(({ status }) => counts(status)).map((payment) => payment.amountCents))
  const left = amountCents - sum((status) => status === 'recorded' || isPaid(status))
  if (left <= 0) return { state: 'paid', openCents: 0 }
  const paying = sum((status) => status !== 'recorded' && isUndecided(status))
  const openCents = Math.min(Math.max(0, left - paying), balance.owedCents)
  if (balance.checkingCents > 0) return { state: 'paying', openCents }
  if (balance.owedCents > 0) return { state: 'open', openCents }
  return { state: balance.totalCents > 0 && balance.paidCents >= balance.totalCents ? 'paid' : 'gone', openCents: 0 }
}
