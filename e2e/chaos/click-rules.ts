// What people asked for, against what was written and charged.
import { groupBy, type Judging, type ReversalRow, type Violation, type Wanted } from './evidence'
import type { Entry } from './records'

/** Answers after which nothing may have been begun. */
const NOTHING_BEGUN: ReadonlySet<string> = new Set(['refused', 'repeat'])

/**
 * What each payment id was meant to be: as it was clicked, and for the second half of a partial refund what was asked to
 * be kept, from whoever had paid the first.
 */
export function wantedOf(entries: readonly Entry[], reversals: readonly ReversalRow[]): Map<string, Wanted> {
  const wanted = new Map<string, Wanted>()
  const kept = new Map<string, number>()
  for (const entry of entries) {
    if (entry.what === 'click') wanted.set(entry.paymentId, entry)
    if (entry.what === 'undone') kept.set(entry.reversalId, entry.retainedCents)
  }
  for (const { id, payment_id, recharge_id } of reversals) {
    const [first, amountCents] = [wanted.get(payment_id), kept.get(id)]
    if (recharge_id !== null && first && amountCents !== undefined) wanted.set(recharge_id, { ...first, amountCents })
  }
  return wanted
}

/**
 * Every row and every charge is what somebody pressed Pay for: that organization, job, amount, API user, address, and
 * at PaySimple the customer whom we know by name, whatever the product has noted of PaySimple's ids. And who was told
 * that nothing was begun has been told the truth.
 */
export const judgeClicks: Judging = ({ entries, payments, rows, charges, wanted }) => {
  const violations: Violation[] = []
  const wrong = (rule: Violation['rule'], paymentId: string, what: string) => violations.push({ rule, paymentId, what })
  for (const row of payments) {
    const want = wanted.get(row.id)
    if (!want) {
      wrong('click_differs', row.id, 'nobody pressed Pay for it')
      continue
    }
    const pairs: [what: string, wanted: string | number, found: string | number][] = [
      ['organization', want.org, row.org_id],
      ['job', want.jobId, row.job_id],
      ['amount', want.amountCents, row.amount_cents],
      ['API user', `local:${want.apiUser}`, row.merchant_key],
      ['address', want.receiptEmail, row.receipt_email ?? ''],
    ]
    for (const [what, asked, found] of pairs)
      if (asked !== found) wrong('click_differs', row.id, `${what} "${found}" instead of "${asked}"`)
  }
  for (const [id, made] of charges) {
    const want = wanted.get(id)
    for (const { id: number, customerLastName, client, amountCents } of want ? made : []) {
      const differs =
        customerLastName !== want?.customer || client !== want?.apiUser || amountCents !== want?.amountCents
      const what = `PaySimple's payment ${number} is ${amountCents} cents of ${customerLastName} through ${client}`
      if (differs) wrong('click_differs', id, `${what} instead of ${want?.amountCents} of ${want?.customer}`)
    }
  }

  const told = entries.filter((entry) => entry.what === 'told')
  for (const [id, answers] of groupBy(told, ({ paymentId }) => paymentId)) {
    if (!answers.every(({ answer }) => NOTHING_BEGUN.has(answer))) continue
    if (rows.has(id) || charges.has(id))
      wrong('refused_but_begun', id, `told only "${answers.map(({ answer }) => answer).join('", "')}"`)
  }
  return violations
}
