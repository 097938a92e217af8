// Many organizations with many payments, in the database and in the sandbox alike, faster than by taking them: rows by
// SQL, and the sandbox's log in the form in which it writes it.
import { randomBytes, randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { createWriteStream } from 'node:fs'
import path from 'node:path'
import pg from 'pg'
import { dayToDate } from '@/lib/dates'
import { seal } from '@/lib/vault'
import type { Account, Customer, Payment } from '../../sandbox/store/rows'

const DAY = 24 * 60 * 60_000

/**
 * One organization, its client at PaySimple, and its payments, the youngest first: the open ones, then those that were
 * refunded or charged back by turns, then those that have settled and stay so.
 */
export type FilledOrg = {
  orgId: string
  user: string
  key: string
  firstId: number
  payments: number
  open: number
  exceptions: number
}

let nextUser = 1
let nextId = 1

/**
 * So many organizations that share so many payments, some of them open, some refunded or charged back. The first one is
 * larger than the others, so that each of these is more than a page.
 */
export function planOrgs(orgs: number, payments: number, open: number, exceptions: number): FilledOrg[] {
  const others = {
    payments: Math.floor(payments / (orgs + 8)),
    open: Math.floor(open / orgs) - 1,
    exceptions: Math.floor(exceptions / orgs) - 1,
  }
  const ofFirst = (all: number, each: number) => all - each * (orgs - 1)
  const first = {
    payments: ofFirst(payments, others.payments),
    open: ofFirst(open, others.open),
    exceptions: ofFirst(exceptions, others.exceptions),
  }
  return Array.from({ length: orgs }, (_, at) => {
    const size = at === 0 ? first : others
    const org = {
      ...{ orgId: randomUUID(), user: `Bench${nextUser++}`, key: randomBytes(16).toString('hex'), firstId: nextId },
      ...size,
    }
    nextId += size.payments + size.exceptions // each refund has a credit
    return org
  })
}

const FIRST_ID = 1_600_000
const orderIdOf = (id: number) => `00000000-0000-4000-8000-${id.toString(16).padStart(12, '0')}`
const dayOf = (daysAgo: number) => new Date(Date.now() - daysAgo * DAY).toISOString().slice(0, 10)

/** Two of the open ones were taken today, the others three to seven days ago; all the others two a day before that. */
function daysAgo(at: number, open: number): number {
  if (at < 2) return 0
  return at < open ? 3 + (at % 5) : 3 + Math.floor((at - open) / 2)
}

/** The sandbox's log with a customer, a card and all payments of each organization. */
export async function fillSandbox(dataDir: string, orgs: readonly FilledOrg[]): Promise<void> {
  const log = createWriteStream(path.join(dataDir, 'sandbox.log'), { mode: 0o600 })
  for (const [n, org] of orgs.entries()) {
    const ids = { customer: 250_001 + n, account: 390_001 + n }
    const rows = Array.from({ length: org.payments }, (_, at) => paymentRow(org, at, ids))
    const credits = rows.filter(({ Status }) => Status === 'Reversed').map(creditRow)
    // In ascending order of id, as everything is written there.
    const payments = [...rows, ...credits].sort((a, b) => a.Id - b.Id).map((row) => ['payment', row])
    const put = [['customer', customerRow(org, ids)], ['account', accountRow(org, ids)], ...payments]
    if (!log.write(`${JSON.stringify({ put })}\n`)) await once(log, 'drain')
  }
  log.end()
  await once(log, 'finish')
}

/** PaySimple's ids ascend with time, so the youngest has the highest. */
const idOf = (org: FilledOrg, at: number) => FIRST_ID + org.firstId + org.payments - at

/** Of the refund of that payment. */
const creditIdOf = (org: FilledOrg, at: number) => FIRST_ID + org.firstId + org.payments + 1 + at - org.open

function statusOf(org: FilledOrg, at: number): Payment['Status'] {
  if (at < org.open) return 'Authorized'
  if (at >= org.open + org.exceptions) return 'Settled'
  return (at - org.open) % 2 === 0 ? 'Reversed' : 'Chargeback'
}

type Ids = { customer: number; account: number }
const AT = '2026-01-05T12:00:00Z'

function customerRow({ user: client }: FilledOrg, { customer: Id }: Ids): Customer {
  return {
    ...{ client, deleted: false, AltEmail: null, AltPhone: null, MobilePhone: null, Fax: null, Website: null },
    ...{ BillingAddress: null, ShippingSameAsBilling: true, ShippingAddress: null, Company: null, Notes: null },
    ...{ CustomerAccount: null, FirstName: 'Test', LastName: 'Person', Email: null, Phone: null, Id },
    ...{ LastModified: AT, CreatedOn: AT },
  }
}

function accountRow({ user: client }: FilledOrg, { customer, account }: Ids): Account {
  return {
    ...{ kind: 'card', client, deleted: false, fingerprint: 'none', CreditCardNumber: '************1111' },
    ...{ ExpirationDate: '12/2035', Issuer: 'Visa', BillingZipCode: '80202', CustomerId: customer, IsDefault: true },
    ...{ Id: account, LastModified: AT, CreatedOn: AT },
  }
}

function paymentRow(org: FilledOrg, at: number, { customer, account }: Ids): Payment {
  const Id = idOf(org, at)
  const Status = statusOf(org, at)
  const isOpen = Status === 'Authorized'
  const ReferenceId = Status === 'Reversed' ? creditIdOf(org, at) : 0
  const madeOn = dayOf(daysAgo(at, org.open))
  const settlesOn = isOpen ? dayOf(-1) : madeOn
  return {
    ...{ client: org.user, amountCents: 1_000 + at, createdMs: dayToDate(madeOn).getTime(), settlesOn },
    ...{ CustomerId: customer, ReferenceId, Status, RecurringScheduleId: 0 },
    ...{ PaymentType: 'CC', PaymentSubType: 'Moto', ProviderAuthCode: 'Approved', TraceNumber: `T${Id}` },
    ...{ PaymentDate: `${madeOn}T07:00:00Z`, ReturnDate: null, EstimatedSettleDate: `${settlesOn}T07:00:00Z` },
    ...{ ActualSettledDate: isOpen ? null : `${settlesOn}T11:00:00Z`, CanVoidUntil: `${madeOn}T23:00:00Z` },
    FailureData: null,
    ...{ AccountId: account, InvoiceId: null, IsDebit: false, InvoiceNumber: null, PurchaseOrderNumber: null },
    ...{ OrderId: orderIdOf(Id), Description: null, Latitude: null, Longitude: null, SuccessReceiptOptions: null },
    ...{ FailureReceiptOptions: null, Id, LastModified: `${madeOn}T12:00:00Z` },
  }
}

/** By which that payment went back, long arrived. */
const creditRow = (of: Payment): Payment => ({
  ...of,
  ...{ Id: of.ReferenceId, ReferenceId: of.Id, IsDebit: true, Status: 'RefundSettled', OrderId: null },
})

/** The same in the database, as it stands after a round of a quarter of an hour ago. */
export async function fillDatabase(databaseUrl: string, orgs: readonly FilledOrg[]): Promise<void> {
  const client = new pg.Client({ connectionString: databaseUrl })
  await client.connect()
  try {
    for (const org of orgs) {
      const merchantKey = `local:${org.user}`
      await client.query("insert into org (id, slug, name) values ($1, 'org-' || $2::text, $2)", [org.orgId, org.user])
      await client.query(
        `insert into integration (org_id, endpoint, user_name, key_sealed, key_last_four, verified_at, activated_at, updated_at)
         values ($1, 'local', $2, $3, 'test', now(), now() - interval '1 year', now())`,
        [org.orgId, org.user, seal(org.orgId, org.key)],
      )
      await client.query(
        `insert into customer (org_id, id, first_name, last_name, updated_at) values ($1, $1, 'Test', 'Person', now())`,
        [org.orgId],
      )
      await client.query(
        `insert into job (org_id, id, number, title, customer_id, updated_at) values ($1, $1, 1001, 'New roof', $1, now())`,
        [org.orgId],
      )
      const all = Array.from({ length: org.payments }, (_, at) => paymentRow(org, at, { customer: 0, account: 0 }))
      await client.query(
        `insert into payment (org_id, id, job_id, taken_on, amount_cents, status, account_label, last_four, payer_name,
           taken_by_id, taken_by_name, order_id, claimed_at, merchant_key, send_by, paysimple_payment_id, paysimple_status,
           estimated_settle_on, settled_on, created_at, decided_at)
         select $1, id, $1, 'agreement', cents,
           (case status when 'Reversed' then 'refunded' else lower(status) end)::payment_status, 'Visa', '1111',
           'Test Person', $1, 'Ada Admin', id::text, made, $2, made, paysimple_id, status,
           settles, case when status <> 'Authorized' then settles end, made, made
         from unnest($3::uuid[], $4::int[], $5::text[], $6::timestamptz[], $7::text[], $8::date[])
           as rows (id, cents, status, made, paysimple_id, settles)`,
        [
          ...[org.orgId, merchantKey, all.map((row) => row.OrderId), all.map((row) => row.amountCents)],
          ...[
            all.map((row) => row.Status),
            all.map((row) => new Date(row.createdMs)),
            all.map((row) => String(row.Id)),
          ],
          all.map((row) => row.settlesOn),
        ],
      )
      const refunded = all.filter(({ Status }) => Status === 'Reversed')
      await client.query(
        `insert into reversal (org_id, id, payment_id, kind, status, requested_by_id, requested_by_name, merchant_key,
           send_by, paysimple_credit_id, settled_on, created_at, decided_at)
         select $1, id, id, 'refund', 'settled', $1, 'Ada Admin', $2, now(), credit_id, now(), now(), now()
         from unnest($3::uuid[], $4::text[]) as rows (id, credit_id)`,
        [
          ...[org.orgId, merchantKey, refunded.map(({ OrderId }) => OrderId)],
          refunded.map(({ ReferenceId }) => String(ReferenceId)),
        ],
      )
      await client.query(
        `insert into org_sync (org_id, merchant_key, completed_at, updated_at) values ($1, $2, now() - interval '15 minutes', now())`,
        [org.orgId, merchantKey],
      )
    }
    await client.query('analyze')
  } finally {
    await client.end()
  }
}
