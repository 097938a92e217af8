// What customers were sent.
import { type EmailRow, groupBy, type Judging, PAID, type PaymentRow, type Violation } from './evidence'

/** Message-ID of the product's emails: `<id of the email's row@host>`. */
const emailOf = (messageId: string) => /^<?([0-9a-f-]{36})@/.exec(messageId)?.[1] ?? messageId

/** A message may have been in the mail server's hands when its sender died, and be noted a little later. */
const NOTED_LATE_MS = 2_000
/** How long after a message was handed over a death explains that nobody knows whether it arrived. */
const HANDED_OVER_MS = 10_000
/** How long a message may be on its way, with a mail server that turns some away. */
const ON_ITS_WAY_MS = 3_600_000

/** The states in which an email is not tried again. */
const ENDED = new Set(['failed', 'unconfirmed', 'superseded'])

/** Whether an email was dropped rightly: it tells what is no longer so. */
const isDropped = ({ kind, status }: EmailRow, row: PaymentRow) =>
  status === 'superseded' && !(kind === 'receipt' ? PAID.has(row.status) : kind === row.status)

/**
 * Of each kind one email for each payment that has earned it and has an address, and none besides: a receipt when it was
 * taken, a word when it was reversed. It comes once. Where a worker or the database died between the handover and our note
 * of the mail server's answer, it may not have come, and is in front of a person. One that was late may be dropped, when
 * the payment is no longer what it tells. It goes nowhere but to the address that was typed in, and a notice to its member.
 * Whatever else came is nobody's.
 */
export const judgeEmails: Judging = ({ payments, events, emails, notices, mails, incidents, wanted, nowMs }) => {
  const violations: Violation[] = []
  /** Nobody can know whether it came, and a person is asked. */
  const isAsked = ({ status, handed_over_at: at, attention_at }: EmailRow) =>
    status === 'unconfirmed' &&
    attention_at !== null &&
    at !== null &&
    incidents.some(
      (incident) =>
        ['kill', 'down', 'crash'].includes(incident.what) &&
        (incident.victim?.startsWith('worker') || incident.victim === 'database') &&
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
      else if (
        !copies.has(first.id) &&
        !isAsked(first) &&
        !isDropped(first, row) &&
        !(!ENDED.has(first.status) && isRecent(row))
      )
        wrong('receipt_missing', `the ${kind} email to ${row.receipt_email} is "${first.status}" and never arrived`)
      if (written.length > 1) wrong('receipt_twice', `${written.length} ${kind} emails for one payment`)
    }
    for (const { kind } of ours)
      if (!kinds.has(kind)) wrong('receipt_for_nothing', `a ${kind} email, and the payment is "${row.status}"`)
    for (const { id, kind } of ours) {
      const came = copies.get(id) ?? []
      for (const [which, copy] of came.slice(1).entries())
        wrong('receipt_twice', `the ${kind} email came again ${copy.at - (came[which]?.at ?? 0)} ms later`)
    }
  }
  const paymentOf = new Map(emails.map(({ id, payment_id }) => [id, payment_id]))
  const noticeTo = new Map(notices.map((notice) => [notice.id, notice.to]))
  for (const { to, messageId } of mails) {
    if (noticeTo.get(emailOf(messageId)) === to) continue
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
