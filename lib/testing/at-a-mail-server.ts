import pg from 'pg'
import { afterAll, beforeAll, beforeEach } from 'vitest'
import { forOrg } from '@/lib/db'
import { orgId, setUpSandbox } from './at-the-sandbox'
import { type MailServer, startMailServer } from './mail-server'
import { taken } from './payments'

// For files of tests about email: a mail server that goes wrong as it is told, and receipts that nobody has tried to send.

export let server: MailServer
/** The owner's connection, which row-level security does not bind. */
export const owner = new pg.Client({ connectionString: process.env.DATABASE_URL })

/** Has the tests of this file run against a mail server and a sandbox of their own. */
export function setUpMailServer(): void {
  beforeAll(async () => {
    await owner.connect()
    server = await startMailServer()
    process.env.SMTP_URL = server.url.replace('//', '//plumbline:secret@')
  })
  afterAll(async () => {
    await server.stop()
    await owner.end()
  })
  setUpSandbox() // after the mail server: the environment is read once
  beforeEach(() => {
    server.behave({})
    server.received.length = 0
  })
}

/** The email with the receipt of a payment. */
const emailOf = (paymentId: string) =>
  forOrg(orgId, (tx) => tx.email.findFirstOrThrow({ where: { orgId, paymentId, kind: 'receipt' } }))

/** A receipt of $1,500.00 that nobody has tried to send. */
export async function receipt(to = 'olivia@example.com') {
  const payment = await taken({ totalCents: 1_000_000, amountCents: 150_000 }, { receiptEmail: to })
  return { payment, id: (await emailOf(payment.id)).id, row: () => emailOf(payment.id) }
}

/** In how many seconds the queue runs an email's job next; null where it has none. */
export async function nextTry(emailId: string): Promise<number | null> {
  const { rows } = await owner.query<{ seconds: number }>(
    `select extract(epoch from run_at - now())::float as seconds from graphile_worker.jobs where key = $1`,
    [`email:${emailId}`],
  )
  return rows[0]?.seconds ?? null
}
