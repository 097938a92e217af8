import type { DialogWords } from './dialog-words'

// What the payment dialog says to a customer on their own page. Pure.

/** Under the box that keeps a card or account on file. */
export const customerKeeps = (_customer: string, payee: string, what: string): string =>
  `I authorize ${payee} to keep this ${what} on file with PaySimple for future payments that I agree to. I can have ${payee} remove it at any time.`

/** The authorization of one bank payment that the Nacha rules ask for, given online. */
export const customerAuthorizes = (payee: string, amount: string): string =>
  `By pressing “Complete Payment” I authorize ${payee} to debit ${amount} once from this account, today or on the next banking day, and to correct an entry made in error. To take this back, call ${payee} before then.`

/** What a customer reads. */
export const FOR_CUSTOMERS: DialogWords = {
  title: 'Pay',
  checking: 'Confirming. Don’t pay again',
  takenNote: {
    card: 'Your bank approved it. It’s on your statement once it settles.',
    bank: 'Your bank hasn’t seen it yet, and can still return it. It’s on your statement once it settles.',
  },
  unheard: {
    title: 'The connection broke',
    what: 'Your payment may have arrived, so it may have been charged.',
    next: 'Don’t pay it again. The result shows here as soon as it’s known.',
  },
  troubles: {
    offline: 'No connection. Don’t pay another way. The result shows here once the connection is back.',
    signed_out: 'This link no longer works, so the result can’t be shown here. Don’t pay again. Call your contractor.',
  },
  slow: 'This is taking longer than usual. Don’t pay another way. The result shows here.',
  slowAnnouncement: 'Still processing. Don’t pay another way.',
  closing: {
    close: {
      title: 'Your payment is processing',
      what: 'Closing this doesn’t stop it. The result appears on this page. Don’t pay again before you see it there.',
      ...{ stay: 'Wait for the result', go: 'Close anyway' },
    },
    leave: 'Your payment is processing. Leaving doesn’t stop it. Open this page again before you pay again. Leave?',
  },
  keep: customerKeeps,
  customer: {
    authorization: customerAuthorizes,
    expired: 'To pay with an expired card’s new date, choose New card and type it.',
    closeNote: 'You can close this. The result also appears on this page.',
    autofill: {
      ...{ cardNumber: 'cc-number', expiry: 'cc-exp', securityCode: 'cc-csc' },
      ...{ payerName: 'name', billingZip: 'billing postal-code', receiptEmail: 'email' },
    },
  },
}
