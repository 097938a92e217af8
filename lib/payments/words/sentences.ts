import { formatCents } from '@/lib/money'
import type { Balance } from '@/lib/payments/rules/balance'
import type { Reversal } from '@/prisma/generated/client'
import type { Earlier, PaymentView } from './payment-view'

// The sentences about a payment that dialogs say too. Pure, and without the words for every reason: standing.ts has
// what only pages say, which the server draws.

/** An estimated day at the end of a sentence: ", about Tuesday", ", today", or nothing where it isn't known. */
export const aboutDay = (day: string | null) => (day === null ? '' : day === 'today' ? ', today' : `, about ${day}`)

/** Empty, or with a space before it: " Settles about Tuesday." */
export const settlesSentence = (day: string | null) =>
  day === null ? '' : day === 'today' ? ' Settles today.' : ` Settles about ${day}.`

/** "Visa 1111", "First Bank checking 1111" */
export const accountOf = ({ accountLabel, lastFour }: { accountLabel: string; lastFour: string }) =>
  `${accountLabel} ${lastFour}`

/** What happened to a payment on its way: a bank approved a card's, and hasn't seen an ACH payment yet. */
export const takenWord = (method: PaymentView['method']) =>
  method === 'card' ? 'Authorized' : 'Submitted, pending settlement'

/** "$1,500.00 on", "$1,500.00 from": a charge goes on a card, and comes from a bank account. */
export const amountOn = ({ amountCents, method }: Pick<PaymentView, 'amountCents' | 'method'>) =>
  `${formatCents(amountCents)} ${method === 'card' ? 'on' : 'from'}`

/** "$1,500.00 on Visa 1111" */
export const chargeOf = (payment: Pick<PaymentView, 'amountCents' | 'method' | 'accountLabel' | 'lastFour'>) =>
  `${amountOn(payment)} ${accountOf(payment)}`

/** "Authorized. $1,500.00 on Visa 1111. Settles about Tuesday." */
export const takenSentence = (view: PaymentView): string =>
  `${takenWord(view.method)}. ${chargeOf(view)}.${settlesSentence(view.settles)}`

/** "Voided. $1,500.00 on Visa 1111. The customer isn’t charged. The amount is owed again." */
export const reversedSentence = (view: PaymentView): string =>
  `${view.label}. ${chargeOf(view)}. ${view.words?.title}. ${view.words?.next}`

/** "Visa 1111 was already charged $1,500.00 at 2:14 PM." */
export const earlierSentence = (earlier: Earlier): string =>
  earlier.undecided
    ? `Plumbline is still checking a charge of ${formatCents(earlier.amountCents)} to ${accountOf(earlier)} at ${earlier.takenAt}.`
    : `${accountOf(earlier)} was already charged ${formatCents(earlier.amountCents)} at ${earlier.takenAt}.`

/** What is wrong with an amount above what is owed on a job. */
export function owedProblem({ owedCents, checkingCents }: Pick<Balance, 'owedCents' | 'checkingCents'>): string {
  const held = checkingCents > 0 ? ` ${heldSentence(checkingCents)}` : ''
  return `The balance due is ${formatCents(owedCents)}. Enter ${formatCents(owedCents)} or less.${held}`
}

/** What a customer reads who pays while what is owed has moved since they saw it. */
export function owedMovedProblem({ owedCents, checkingCents }: Pick<Balance, 'owedCents' | 'checkingCents'>): string {
  const held = checkingCents > 0 ? ` ${heldSentence(checkingCents)}` : ''
  const next = owedCents > 0 ? ' Check the amount, then press again.' : ''
  return `The balance due changed while this was open. Nothing was charged. It’s ${formatCents(owedCents)} now.${next}${held}`
}

/** What is held for unconfirmed payments. */
export const heldSentence = (checkingCents: number): string =>
  `Plumbline is still checking another ${formatCents(checkingCents)}.`

/**
 * What a job on which nothing is owed is, for the people of the company; null while something is.
 * @param isCanceled its agreement was canceled: what is paid is refunded
 */
export function paidWords(
  { totalCents, paidCents, checkingCents, owedCents, overpaidCents }: Balance,
  isCanceled = false,
): string | null {
  if (paidCents === 0) return null
  if (isCanceled) return `${formatCents(paidCents)} to refund: the agreement was canceled`
  if (totalCents <= 0) return `${formatCents(paidCents)} is paid, but the job has no total yet`
  if (overpaidCents > 0) return `Overpaid by ${formatCents(overpaidCents)}`
  return owedCents + checkingCents === 0 ? 'Paid in full' : null
}

/** "Confirming the refund", of a void or refund that isn't certain; "Processing the refund" while it is being sent. */
export const openReversalWords = ({ kind, status }: Pick<Reversal, 'kind' | 'status'>): string =>
  `${status === 'submitting' ? 'Processing' : 'Confirming'} the ${kind}`
