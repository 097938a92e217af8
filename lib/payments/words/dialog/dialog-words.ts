import { formatCents } from '@/lib/money'
import type { PaymentView } from '../payment-view'
import { CLOSING, PROCESSING } from '../screen'
import { reversedSentence, takenSentence } from '../sentences'

// What the Make Payment dialog says. Pure.

const CHECKING = 'Confirming. Don’t charge again'

/** The state above a result, in a word. Without a view: not even known whether Plumbline received the payment. */
export const resultLabel = (view: Pick<PaymentView, 'label' | 'state'> | null, checking = CHECKING): string =>
  view === null || view.state === 'checking' ? checking : view.label

/** What "authorized" or "submitted" means for the company's money. It doesn't repeat when the payment settles. */
const TAKEN_NOTE: Record<PaymentView['method'], string> = {
  card: 'The bank approved it. The money isn’t in your account until it settles.',
  bank: 'The customer’s bank hasn’t seen it yet and can still return it. The money isn’t in your account until it settles.',
}

/** What is said while nobody knows whether Plumbline received the payment. */
const UNHEARD = {
  title: 'The connection broke',
  what: 'Plumbline may have received the payment, so it may have been charged.',
  next: 'Don’t charge it again. Plumbline is checking and shows the result here.',
} as const

const TROUBLES = {
  offline:
    'No connection to Plumbline. Don’t charge it another way. The result shows here once the connection is back.',
  signed_out: 'Your session has ended. Sign in again in another tab. The result shows here.',
} as const

/** What a screen reader says when the dialog shows a payment. */
export function viewAnnouncement(view: PaymentView, checking = CHECKING): string {
  switch (view.state) {
    case 'authorized':
      return takenSentence(view)
    case 'reversed':
      return reversedSentence(view)
    case 'declined':
    case 'not_taken':
      return `${view.label}. ${formatCents(view.amountCents)} wasn’t charged.`
    case 'checking':
      return checking
  }
}

/** What the void or refund dialog says when the payment was reversed elsewhere while it was open. */
export const overtakenWords = (view: PaymentView) => ({
  title: view.label,
  what: `${view.words?.title ?? ''}. This happened while the dialog was open.`,
  next: view.words?.next ?? '',
})

type Said = { title: string; what: string; next: string }

/** Who reads the dialog, and what it says to them alone. */
export type DialogWords = {
  title: string
  checking: string
  takenNote: Readonly<Record<PaymentView['method'], string>>
  unheard: Said
  troubles: Readonly<Record<'offline' | 'signed_out', string>>
  slow: string
  slowAnnouncement: string
  /** Before it is closed, or its page left, while a payment is processing. */
  closing: { close: { title: string; what: string; stay: string; go: string }; leave: string }
  /** Under the box that keeps a card or account on file. `what`: "card". */
  keep: (customer: string, payee: string, what: string) => string
  /** What only a customer on their own device reads, and has. Null for a member. */
  customer: {
    /** To what they agree by paying from a bank account. `amount`: "$4,000.00" */
    authorization: (payee: string, amount: string) => string
    expired: string
    closeNote: string
    /** The purposes of the fields, by which their browser fills in what is theirs (WCAG 1.3.5). */
    autofill: Readonly<Record<string, string>>
  } | null
}

/** What a member of the company reads. */
export const FOR_MEMBERS: DialogWords = {
  ...{ title: 'Make Payment', checking: CHECKING, takenNote: TAKEN_NOTE, unheard: UNHEARD, troubles: TROUBLES },
  ...{ slow: PROCESSING.slow, slowAnnouncement: PROCESSING.slowAnnouncement, closing: CLOSING.charge },
  keep: (customer, payee, what) =>
    `${customer} authorizes ${payee} to keep this ${what} on file with PaySimple for future agreed payments. It can be removed at any time.`,
  customer: null,
}
