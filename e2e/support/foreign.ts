import { randomUUID } from 'node:crypto'
import { createJob, customerOf, type TestOrg, withDatabase } from './data'

// A company that the callers of e2e/every-action.spec.ts have nothing to do with, and one of everything in it.

export type ForeignRecords = Record<
  | 'customerId'
  | 'secondCustomerId'
  | 'jobId'
  | 'documentId'
  | 'paymentId'
  | 'reversalId'
  | 'entryId'
  | 'externalId'
  | 'duplicateId'
  | 'emailId'
  | 'accountId'
  | 'itemId'
  | 'taxRateId'
  | 'templateId'
  | 'linkId'
  | 'requestId'
  | 'userId'
  | 'lastName',
  string
> & {
  jobNumber: number
  /** Words that nobody else may read. */
  secrets: string[]
}

/** One of everything, with what can be done to it: a settled payment, an incomplete refund, an open external payment. */
export async function foreignRecords(org: TestOrg): Promise<ForeignRecords> {
  // Numbers of jobs are each company's own: nobody else has this one.
  await withDatabase((client) => client.query('update org set next_job_number = 7777 where id = $1', [org.id]))
  const job = await createJob(org, 5_000_000)
  const second = await createJob(org, 100_000)
  const customerId = await customerOf(job)
  const lastName = `Sorrel${randomUUID().slice(0, 8)}`
  const ids = {
    ...{ paymentId: randomUUID(), reversalId: randomUUID(), entryId: randomUUID(), externalId: randomUUID() },
    ...{ duplicateId: randomUUID(), emailId: randomUUID(), accountId: randomUUID() },
    ...{ itemId: randomUUID(), taxRateId: randomUUID(), templateId: randomUUID(), linkId: randomUUID() },
    requestId: randomUUID(),
  }
  return withDatabase(async (client) => {
    await client.query('update customer set last_name = $2 where org_id = $1', [org.id, lastName])
    const key = `local:${randomUUID()}`
    await client.query(
      `insert into payment (org_id, id, job_id, taken_on, amount_cents, status, account_label, last_four, payer_name,
         taken_by_id, taken_by_name, merchant_key, send_by, paysimple_payment_id, paysimple_account_id, receipt_email)
       values ($1, $2, $3, 'agreement', 10000, 'settled', 'Visa', '1111', $4, $1, 'Marco', $5, now(), '70001', '80001',
         'sorrel@example.com')`,
      [org.id, ids.paymentId, job.id, lastName, key],
    )
    await client.query(
      `insert into reversal (org_id, id, payment_id, kind, status, retained_cents, requested_by_id, requested_by_name,
         merchant_key, send_by) values ($1, $2, $3, 'refund', 'unknown', 5000, $1, 'Marco', $4, now())`,
      [org.id, ids.reversalId, ids.paymentId, key],
    )
    await client.query(
      `insert into recorded_payment (org_id, id, job_id, amount_cents, job_total_cents, method, received_on,
         recorded_by_id, recorded_by_name) values ($1, $2, $3, 100, 5000000, 'cash', '2026-11-20', $1, 'Marco')`,
      [org.id, ids.entryId, job.id],
    )
    await client.query(
      `insert into external_payment (org_id, id, merchant_key, paysimple_id, customer_name, method, amount_cents, status,
         made_on) values ($1, $2, $3, '70002', $4, 'card', 100, 'Settled', '2026-11-20')`,
      [org.id, ids.externalId, key, lastName],
    )
    await client.query(
      `insert into duplicate_charge (org_id, id, payment_id, merchant_key, paysimple_id, amount_cents, paysimple_status)
       values ($1, $2, $3, $4, '70003', 10000, 'Authorized')`,
      [org.id, ids.duplicateId, ids.paymentId, key],
    )
    await client.query(
      `insert into email (org_id, id, payment_id, kind, "to", status, attention_at, last_error)
       values ($1, $2, $3, 'receipt', 'sorrel@example.com', 'failed', now(), 'Refused')`,
      [org.id, ids.emailId, ids.paymentId],
    )
    await client.query(
      `insert into payment_account (org_id, id, customer_id, merchant_key, paysimple_id, method, label, last_four, expiry,
         saved_by_id, saved_by_name) values ($1, $2, $3, $4, '80001', 'card', 'Visa', '1111', '12/2035', $1, 'Marco')`,
      [org.id, ids.accountId, customerId, key],
    )
    await client.query(
      'insert into price_item (org_id, id, name, unit_price_cents, cost_cents) values ($1, $2, $3, 1, 1)',
      [...[org.id, ids.itemId, lastName]],
    )
    await client.query('insert into tax_rate (org_id, id, name, rate_thousandths) values ($1, $2, $3, 1)', [
      ...[org.id, ids.taxRateId, lastName],
    ])
    await client.query(
      `insert into document_template (org_id, id, name, content, line_count, created_by_name)
       values ($1, $2, $3, '{"sections":[]}', 0, 'Marco')`,
      [org.id, ids.templateId, lastName],
    )
    await client.query(
      `insert into customer_link (org_id, id, job_id, name, way, created_by_name, expires_at)
       values ($1, $2, $3, $4, 'copied', 'Marco', now() + interval '90 days')`,
      [org.id, ids.linkId, job.id, lastName],
    )
    await client.query(
      `insert into payment_request (org_id, id, job_id, amount_cents, due_on, created_by_id, created_by_name)
       values ($1, $2, $3, 100, '2099-12-31', $1, 'Marco')`,
      [org.id, ids.requestId, job.id],
    )
    const { rows: documents } = await client.query('select id from document where job_id = $1', [job.id])
    const { rows: users } = await client.query('select user_id from membership where org_id = $1', [org.id])
    return {
      ...{ ...ids, customerId, secondCustomerId: await customerOf(second), jobId: job.id, jobNumber: job.number },
      ...{ documentId: documents[0].id, userId: users[0].user_id, lastName, secrets: [lastName, 'sorrel@example.com'] },
    }
  })
}

/** Everything that the database has of a company, table by table, as text. */
export const everythingOf = ({ id }: TestOrg): Promise<Record<string, string[]>> =>
  withDatabase(async (client) => {
    const { rows: tables } = await client.query<{ name: string }>(
      `select table_name as name from information_schema.columns join information_schema.tables using (table_schema, table_name)
       where table_schema = 'public' and column_name = 'org_id' and table_type = 'BASE TABLE'
         and table_name <> 'security_event'`, // that somebody was refused is written down
    )
    const all: Record<string, string[]> = {}
    for (const { name } of [...tables, { name: 'org' }]) {
      const column = name === 'org' ? 'id' : 'org_id'
      const { rows } = await client.query<{ row: string }>(
        `select t::text as row from public."${name}" t where ${column} = $1 order by 1`,
        [id],
      )
      all[name] = rows.map(({ row }) => row)
    }
    return all
  })
