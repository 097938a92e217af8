import { formatInstant } from '@/lib/dates'
import type { Email } from '@/prisma/generated/client'
import type { EmailKind, EmailStatus, PaymentMethod, PaymentStatus } from '@/prisma/generated/enums'
import { statusLabel } from './labels'

// What the emails about a payment are called, and what is said of them. Pure.

export const EMAIL_NAMES: Record<EmailKind, string> = {
  receipt: 'Receipt',
  voided: 'Void email',
  refunded: 'Refund email',
  notice: 'Notice',
  link: 'Customer’s link',
}

type Named = {
  kind: EmailKind
  paymentRequestId?: string | null
  signerId?: string | null
  reminderStep?: number | null
  sealedFileId?: string | null
}

/** What an email is called: one that asks for a payment, reminds of it or to sign, or brings a signed copy has a link, too. */
export function emailName({ kind, paymentRequestId, signerId, reminderStep, sealedFileId }: Named): string {
  if (sealedFileId) return 'Signed copy'
  if (signerId) return 'Reminder to sign'
  if (typeof reminderStep === 'number') return 'Payment reminder'
  return paymentRequestId ? 'Payment request' : EMAIL_NAMES[kind]
}

/** What is said of an email that was sent while this machine had no mail server. */
export const KEPT_HERE = 'Kept in the Mailbox on this machine'

/** The state of an email in one to three words. */
export const EMAIL_STATES: Record<EmailStatus | 'kept', string> = {
  queued: 'Sending',
  sent: 'Sent',
  kept: 'Kept here',
  retrying: 'Retrying',
  failed: 'Not delivered',
  unconfirmed: 'May not have arrived',
  superseded: 'Not sent',
}

/** What an email's state is called: one that was sent without a mail server never left. */
export const emailState = ({ status, keptHere }: Pick<Email, 'status' | 'keptHere'>): EmailStatus | 'kept' =>
  status === 'sent' && keptHere ? 'kept' : status

/** The title of an email in a list: its subject once it is written, and until then what it is. */
export const emailTitle = ({ subject, ...email }: Named & { subject: string | null }): string =>
  subject ?? `${emailName(email)}, not written yet`

/** Why an email was never sent: what it tells is no longer true, or what it brings opens nothing. */
export const supersededSentence = (
  by: PaymentStatus | null,
  method: PaymentMethod | null,
  kind?: EmailKind | undefined,
): string =>
  kind === 'link'
    ? 'Not sent, because its link no longer works, its document is a draft again, or what it asks for is settled.'
    : by === null || method === null
      ? 'Not sent, because it was no longer true.'
      : `Not sent, because it was no longer true. The payment is ${statusLabel(by, method).label.toLowerCase()}.`

type Sent = Pick<Email, 'kind' | 'status' | 'sentAt' | 'keptHere' | 'attempts' | 'supersededBy' | 'lastError'> & {
  /** Null of what is about no payment made here: a recorded one's receipt, a link. */
  payment: { method: PaymentMethod } | null
}

/** When an email was sent, or why not. */
export function sentSentence(email: Sent, timeZone: string): string {
  const { kind, sentAt, attempts, supersededBy, lastError, payment } = email
  const tries = `${attempts} ${attempts === 1 ? 'try' : 'tries'}`
  switch (emailState(email)) {
    case 'kept':
      return `No. ${KEPT_HERE}: no mail server was set up.`
    case 'sent':
      return sentAt ? formatInstant(sentAt, timeZone) : 'Yes'
    case 'superseded':
      return supersededSentence(supersededBy, payment?.method ?? null, kind)
    case 'unconfirmed':
      return 'The mail server was given it and never confirmed it.'
    case 'failed':
      return `No, after ${tries}. ${lastError ?? ''}`.trim()
    case 'retrying':
      return `Not yet, after ${tries}. ${lastError ?? ''}`.trim()
    case 'queued':
      return 'Not yet'
  }
}

type Undelivered = Named & Pick<Email, 'to' | 'status' | 'lastError'>

/** An email that a person should look at: it wasn't delivered, or may not have been. */
export function undeliveredWords(email: Undelivered): { title: string; what: string } {
  const { to, status, lastError } = email
  const name = emailName(email)
  if (status === 'unconfirmed')
    return {
      title: `${name} may not have arrived`,
      what: `The mail server was given the email to ${to} and never confirmed it. Ask the customer before you send it again.`,
    }
  return { title: `${name} not delivered`, what: `It was for ${to}. ${lastError ?? 'Check the address.'}` }
}

/** Pressed to send an email again, or elsewhere. */
export const SEND_AGAIN = {
  button: 'Send again',
  elsewhere: 'Send to another address',
  elsewhereWhat: 'The email shows the payment as it is now. The address saved with the payment doesn’t change.',
  dismiss: 'Dismiss',
  dismissTitle: 'Leave it unsent?',
  dismissWhat: 'It isn’t tried again and leaves this list. You can still email it from the payment.',
  dismissLink: 'It isn’t tried again and leaves this list. You can still email a link from the job.',
  toLinks: 'Email it from the job',
  receipt: 'Email the receipt',
  receiptWhat: 'The receipt shows the payment as it is now. A customer who already has one gets another.',
}

/** Why an email can't be asked for now. */
export const NOT_SENT = {
  untrue: 'The payment has changed, so this email would no longer be true. Close this to see it.',
  underWay: (to: string) => `It’s already on its way to ${to}.`,
  elsewhereBefore: (to: string) =>
    `It already went to ${to}. To send it to another address, close this and start again.`,
  handled: 'Somebody else took care of it in the meantime. Close this to see it.',
}
