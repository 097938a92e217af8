// What customers were sent.
import { type EmailRow, groupBy, type Judging, PAID, type PaymentRow, type Violation } from './evidence'
import type { Mail } from './mail-server'

/** Message-ID of the product's emails: `<id of the email's row@host>`. */
const emailOf = (messageId: string) => /^<?([0-9a-f-]{36})@/.exec(messageId)?.[1] ?? messageId

/** A message may have been in the mail server's hands when its sender died, and be noted a little later. */
const NOTED_LATE_MS = 2_000
/** How long after a message was taken its sender's death explains that it came again. */
const HANDED_OVER_MS = 10_000
/** How long a message may be on its way, with a mail server that turns some away. */
const ON_ITS_WAY_MS = 3_600_000

/** The states in which an email is not tried again. */
const ENDED = new Set(['failed', 'unconfirmed', 'superseded'])

/** Whether an email was dropped rightly: it tells what is no longer so. */
const isDropped = ({ kind, status }: EmailRow, row: PaymentRow) =>
  status === 'superseded' && !(kind === 'receipt' ? PAID.has(row.status) : kind === row.status)

/**
 * Of each kind one email for each payment that has earned it and has an address, and none besides: a receipt when it
 * was taken, a word when it was reversed. The same message may come again when the worker that had sent it, or the
 * database, died between the mail server's yes and our note of it; no program can do better, and the Message-ID tells the
 * mail system so. One that was late may be dropped, when the payment is no longer what it tells. Whatever else came is nobody's, and goes nowhere but to the address that was typed in.
 */
export const judgeEmails: Judging = ({ payments, events, emails, mails, incidents, wanted, nowMs }) => {
  const violations: Violation[] = []
  const diedAfter = ({ at, slot }: Mail) =>
    incidents.some(
      (incident) =>
        ['kill', 'down', 'crash'].includes(incident.what) &&
        (incident.victim === slot || incident.victim === 'database') &&
        incident.at >= at - NOTED_LATE_MS &&
        incident.at <= at + HANDED_OVER_MS,
    )
  const ofPayment = groupBy(emails, (email) => email.payment_id)
  const histories = groupBy(events, (event) => event.payment_id)
  const copies = groupBy(mails, (mail) => emailOf(mail.messageId))

  /** The kinds of email that a payment has earned. */
  function earned(row: PaymentRow): Set<string> {
    const history = histories.get(row.id) ?? []
    const kinds = new Set<string>()
    if (!row.receipt_email) return kinds
    if (history.some(({ to }) => PAID.has(to))) kinds.add('receipt')
    for (const { from, to } of history)
      if (from && PAID.has(from) && (to === 'voided' || to === 'refunded')) kinds.add(to)
    return kinds
  }

  for (const row of payments) {
    const wrong = (rule: Violation['rule'], what: string) => violations.push({ rule, paymentId: row.id, what })
    const ours = ofPayment.get(row.id) ?? []
    const kinds = earned(row)
    for (const kind of kinds) {
      const written = ours.filter((email) => email.kind === kind)
      const [first] = written
      if (!first) wrong('receipt_missing', `"${row.status}", and no ${kind} email was written`)
      else if (!copies.has(first.id) && !isDropped(first, row) && !(!ENDED.has(first.status) && isRecent(row)))
        wrong('receipt_missing', `the ${kind} email to ${row.receipt_email} is "${first.status}" and never arrived`)
      if (written.length > 1) wrong('receipt_twice', `${written.length} ${kind} emails for one payment`)
    }
    for (const { kind } of ours)
      if (!kinds.has(kind)) wrong('receipt_for_nothing', `a ${kind} email, and the payment is "${row.status}"`)
    for (const { id, kind } of ours) {
      const came = copies.get(id) ?? []
      for (const [which, copy] of came.slice(1).entries()) {
        const before = came[which]
        if (before && !diedAfter(before))
          wrong('receipt_twice', `the ${kind} email came again ${copy.at - before.at} ms later, and nobody had died`)
      }
    }
  }
  const paymentOf = new Map(emails.map(({ id, payment_id }) => [id, payment_id]))
  for (const { to, messageId } of mails) {
    const paymentId = paymentOf.get(emailOf(messageId))
    const meant = wanted.get(paymentId ?? '')?.receiptEmail
    if (paymentId === undefined)
      violations.push({ rule: 'mail_astray', what: `${messageId} to ${to} is no email of ours` })
    else if (meant !== undefined && to !== meant)
      violations.push({ rule: 'mail_astray', paymentId, what: `went to ${to} instead of ${meant}` })
  }
  return violations

  function isRecent(row: PaymentRow): boolean {
    const last = Math.max(row.decided_at ?? 0, ...(histories.get(row.id) ?? []).map(({ at }) => at))
    return nowMs - last < ON_ITS_WAY_MS
  }
}
