import { formatCents } from '@/lib/money'
import type { Balance, Unpriced } from '@/lib/payments/rules/balance'

// Why the payment dialog takes no payment. The server says it, so that no browser loads what is seldom read. Pure.

export type BlockedWords = { title: string; what: string }

/** Before the company can take payments. */
const NOT_ACTIVE: BlockedWords = {
  title: 'Payments aren’t set up yet',
  what: 'PaySimple’s User Name and Token are missing. PaySimple emails them once it has approved your company’s application. An owner or admin can then enter them under Settings, Integration.',
}
const CUSTOMER_NOT_ACTIVE: BlockedWords = {
  title: 'You can’t pay here right now',
  what: 'Your contractor doesn’t take cards or bank accounts here at the moment. Call them to pay another way.',
}

const UNPRICED: Record<Unpriced, string> = {
  no_document: 'This job has no total. Write a proposal or an agreement, then open this again.',
  declined:
    'The customer declined the proposal, so nothing is owed. If that changed, mark the proposal as sent again, or write an agreement.',
  canceled:
    'The agreement was canceled, so nothing is owed. What was paid is refunded on the agreement’s page. For other work, add a job.',
  no_total:
    'This job has no total yet: a choice in its document is open, or something in it doesn’t add up. Make the choice, then open this again.',
  no_lines: 'This job has no total. Add line items to the proposal or the agreement, save it, then open this again.',
}

/** Why nothing can be paid on a job now, for a member. Null while something can. @param unpriced why the job has no price */
export function nothingToPayWords(balance: Balance, unpriced: Unpriced | null): BlockedWords | null {
  const { totalCents, paidCents, checkingCents, owedCents, overpaidCents } = balance
  if (owedCents > 0) return null
  if (checkingCents > 0)
    return {
      title: 'Plumbline is still checking a payment',
      what: `PaySimple hasn’t confirmed ${formatCents(checkingCents)} yet, and nothing else is due on this job. Don’t charge it again. The result shows on the Information tab.`,
    }
  if (totalCents <= 0)
    return {
      title: unpriced === 'canceled' ? 'There’s nothing to pay' : 'There’s nothing to pay yet',
      what: UNPRICED[unpriced ?? 'no_lines'],
    }
  return {
    title: overpaidCents > 0 ? `Overpaid by ${formatCents(overpaidCents)}` : 'Paid in full',
    what: `${formatCents(paidCents)} of ${formatCents(totalCents)} is paid. Nothing is owed.`,
  }
}

/** The same for a customer on their own page. */
export function customerNothingToPay(balance: Balance, unpriced: Unpriced | null): BlockedWords | null {
  const { totalCents, paidCents, checkingCents, owedCents, overpaidCents } = balance
  if (owedCents > 0) return null
  if (checkingCents > 0)
    return {
      title: 'Plumbline is still checking a payment',
      what: `PaySimple hasn’t confirmed ${formatCents(checkingCents)} yet, and nothing else is due. Don’t pay it again. The result shows on this page.`,
    }
  if (unpriced === 'canceled')
    return {
      title: 'There’s nothing to pay',
      what: 'The agreement was canceled, so nothing is owed. What you paid is refunded.',
    }
  if (totalCents <= 0)
    return {
      title: 'There’s nothing to pay yet',
      what: 'Your contractor hasn’t set a price yet. Call them if you expected one.',
    }
  return {
    title: overpaidCents > 0 ? `Overpaid by ${formatCents(overpaidCents)}` : 'Paid in full',
    what: `${formatCents(paidCents)} of ${formatCents(totalCents)} is paid. Nothing is owed.`,
  }
}

/** What a member reads, and what a customer does. */
export const BLOCKED_FOR_MEMBERS = { notActive: NOT_ACTIVE, nothing: nothingToPayWords }
export const BLOCKED_FOR_CUSTOMERS = { notActive: CUSTOMER_NOT_ACTIVE, nothing: customerNothingToPay }
