import 'server-only'
import { createHash } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import type { Tx } from '@/lib/db'
import { contractDocument } from '@/lib/documents/contract-total'
import { report, UserError } from '@/lib/errors'
import { type Admission, askAdmission } from '@/lib/limits/admit'
import { PASSWORD_ABOVE, takerOf } from '@/lib/limits/amounts'
import { type LimitName, limitRule } from '@/lib/limits/table'
import { callWords } from '@/lib/limits/words'
import { formatCents } from '@/lib/money'
import type { Actor } from '@/lib/orgs/actor'
import { BRAND_LABELS } from '@/lib/payment-methods/card'
import type { Outcome } from '@/lib/payments/rules/outcome'
import { type Bound, clearLimits, returnLimits } from '@/lib/security/limits'
import type { DocumentKind, DocumentStage } from '@/prisma/generated/enums'
import type { MakePayment } from './schema'

// The limits of taking a payment. lib/limits/table.ts has them all.

type Refused = Extract<Admission, { refused: string }>

const NOTHING = 'Nothing was charged, and what you typed is still here.'

/** The card or bank account, as it is counted: its number, the same in all companies, or a saved one's id. */
function cardOf({ source }: MakePayment, orgId: string) {
  if (source.method === 'saved')
    return {
      key: `saved ${orgId} ${source.accountId.toLowerCase()}`,
      words: 'A saved card or bank account',
      isTyped: false,
    }
  const [key, words, number] =
    source.method === 'card'
      ? [`card ${source.card.number}`, BRAND_LABELS[source.card.brand], source.card.number]
      : [
          `bank ${source.bank.routingNumber} ${source.bank.accountNumber}`,
          source.bank.bankName,
          source.bank.accountNumber,
        ]
  return { key, words: `${words} ${number.slice(number.length > 4 ? -4 : -3)}`, isTyped: true }
}

/** What one member has taken within a day, in cents. It refuses nothing: above its sum the password is asked for. */
const takenToday = ({ org, user, role }: Actor, cents: number): Bound => ({
  ...{ name: 'member cents', of: `${org.id} ${user.id}`, seconds: 24 * 60 * 60, points: cents, isOpen: true },
  most: PASSWORD_ABOVE[takerOf(role)].day * org.limitFactor,
})

/** A card's payments that are under way. */
const openOf = (key: string): Bound => ({
  ...{ name: 'card open', of: key, most: 0, seconds: 3 * 60, isOpen: true, isEach: true },
})

/**
 * Counts a payment before it is begun. The same form with the same card and amount counts once. But for the card's
 * declines: each request counts as one until its outcome is known (`settleCard`), so that many at the same time are no
 * more than one after the other.
 */
export function askForPayment(context: Actor, input: MakePayment): Promise<Admission> {
  const card = cardOf(input, context.org.id)
  const { paymentId, amountCents, jobNumber, receiptEmail: inbox } = input
  const once = createHash('sha256').update(`${context.org.id}\0${paymentId}\0${amountCents}\0${card.key}`).digest('hex')
  const about = { card, jobNumber, inbox }
  const options = { once, besides: [openOf(card.key)], nothing: NOTHING }
  if (context.role === 'customer') return askAdmission(context, 'customer payment', about, options)
  options.besides.unshift(takenToday(context, amountCents))
  return askAdmission(context, 'payment', about, options)
}

const WAITS = 200
const MOST_WAITS = 50
const MOST_WAITING = 40
let waiting = 0

/**
 * Waits a moment where a card is refused only because payments with it are under way, whose outcome may free it.
 * @param waits how often it was waited before
 * @returns whether to ask again
 */
export async function waitForCard({ met, taken }: Refused, waits: number): Promise<boolean> {
  const isBusy = taken.some(({ limit, taken: open }) => limit.name === 'card open' && open > 0)
  if (met?.name !== 'card_declines' || !isBusy || waits >= MOST_WAITS || waiting >= MOST_WAITING) return false
  waiting++
  await pause(WAITS).finally(() => waiting--)
  return true
}

/** The input beside which a limit's words stand. Each refusal names one, so that the dialog knows that nothing began. */
export function fieldOf(name: LimitName | null, { method }: MakePayment['source']): string {
  if (name?.endsWith('_inboxes') || name?.startsWith('member_inboxes') || name === 'inbox_emails') return 'receiptEmail'
  const isCards = name !== null && /cards?(_|$)/.test(name)
  return isCards ? { card: 'cardNumber', bank: 'accountNumber', saved: 'savedAccountId' }[method] : 'amount'
}

/** @throws UserError above the company's own top for one payment */
export function requireBelowTop({ org, role }: Pick<Actor, 'org' | 'role'>, amountCents: number): void {
  if (amountCents <= org.mostPaymentCents) return
  const most = formatCents(org.mostPaymentCents)
  const message =
    role === 'customer'
      ? `One payment here can be ${most} at most. ${callWords(org)} to pay more at once.`
      : `One payment at your company can be ${most} at most. An owner can raise this under Settings, Limits.`
  throw new UserError(message, { amount: `Enter ${most} or less.` })
}

type Found = {
  job: { id: string; documents: readonly { kind: DocumentKind; stage: DocumentStage }[] }
  admission: Extract<Admission, { refused: null }>
  /** PaySimple's, of a saved account. */
  accountId: number | null
}

/**
 * Tells whether a payment is so large, or so unusual for its amount, that the password is asked for again. A customer has
 * none.
 */
export async function needsPassword(
  tx: Tx,
  context: Actor,
  { amountCents, source }: MakePayment,
  { job, admission, accountId }: Found,
): Promise<boolean> {
  if (context.role === 'customer') return false
  const { payment } = PASSWORD_ABOVE[takerOf(context.role)]
  if (amountCents > payment) return true
  const today = admission.taken.find(({ limit }) => limit.name === 'member cents')
  if (today && today.taken > today.limit.most) return true
  if (amountCents > PASSWORD_ABOVE.draft && contractDocument(job.documents)?.stage === 'draft') return true
  if (source.method !== 'saved' || amountCents <= PASSWORD_ABOVE.elsewhere) return false
  const where = { orgId: context.org.id, jobId: job.id, paysimpleAccountId: String(accountId) }
  const here = await tx.payment.findFirst({
    where: { ...where, status: { in: ['authorized', 'settled', 'refunded', 'voided'] } },
    select: { id: true },
  })
  return here === null
}

/**
 * What a request counted as a decline of its card before it was begun: it stays where the card was declined or nobody
 * knows, and is taken back where nothing was sent; once the card is paid all of its declines are over. Never throws.
 * @param outcome null where this request sent nothing
 */
export async function settleCard({ org }: Actor, input: MakePayment, outcome: Outcome | null): Promise<void> {
  const { key: of } = cardOf(input, org.id)
  const declines = { ...limitRule('card_declines'), name: 'card_declines', of }
  const status = outcome?.status ?? 'not_taken'
  const isKept = status === 'declined' || status === 'unknown'
  try {
    await Promise.all([
      returnLimits([openOf(of)]),
      status === 'not_taken' ? returnLimits([declines]) : isKept || clearLimits([declines]),
    ])
  } catch (error) {
    report(error, 'settleCard')
  }
}
