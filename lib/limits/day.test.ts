import { randomUUID } from 'node:crypto'
import pg from 'pg'
import { expect, it } from 'vitest'
import { forOrg } from '@/lib/db'
import { requestEmail } from '@/lib/email/request-email'
import type { OrgContext } from '@/lib/orgs/context'
import { reversePayment } from '@/lib/payments/reverse/reverse-payment'
import { checkNow } from '@/lib/payments/review/check-now'
import { takePayment } from '@/lib/payments/take/take-payment'
import { warmUpPayment } from '@/lib/payments/take/warm-up'
import { context, orgId, setUpSandbox, takeOrg } from '@/lib/testing/at-the-sandbox'
import { DECLINED, otherVisa } from '@/lib/testing/cards'
import { createJob, paymentOf, signedIn } from '@/lib/testing/fixtures'
import { askAdmission } from './admit'
import { listLocks } from './locks'
import { countSearch } from './searches'

// An honest day meets no limit. Within minutes here, which is harder than within a day: only the hours are let pass.

setUpSandbox({ timeoutSeconds: 10 })

async function asOwner(text: string, values: unknown[] = []) {
  const owner = new pg.Client({ connectionString: process.env.DATABASE_URL })
  await owner.connect()
  await owner.query(text, values)
  await owner.end()
}
/** Somebody of the office: all of them behind one address. */
async function colleague(name: string): Promise<OrgContext> {
  const id = randomUUID()
  const user = { id, name, email: `${id}@example.com`, isStaff: false }
  await asOwner(`insert into app_user (id, email, name, password_hash) values ($1, $2, $3, 'none')`, [
    id,
    user.email,
    name,
  ])
  await asOwner(`insert into membership (org_id, user_id, role) values ($1, $2, 'contractor')`, [orgId, id])
  return { ...context, user, role: 'contractor', session: await signedIn(id) }
}
/** What an hour ago was counted for an hour is over; what counts for a day goes on. */
const anHourLater = () => asOwner("update limit_count set until = until - interval '1 hour'")

it('of six people in one office, each 40 payments, 10 declines, 60 dialogs and 300 searches, meets none', async () => {
  await takeOrg({ limitFactor: 1 })
  const office = await Promise.all(['Ann', 'Ben', 'Cal', 'Dee', 'Eve', 'Flo'].map(colleague))
  // One of them really, and the others' counts beside: what the office shares is counted for all six.
  const [ann, ...others] = office
  if (!ann) throw new Error('nobody')
  for (let hour = 0; hour < 8; hour++) {
    for (let n = 0; n < 5; n++) {
      const job = await createJob(context, 5_000_000)
      await warmUpPayment(ann, job.number)
      const input = paymentOf(job.number, 240_000 + n, {
        source: otherVisa(),
        receiptEmail: `c${hour}.${n}@example.com`,
      })
      if (n < 2 && hour < 5) {
        const declined = paymentOf(job.number, DECLINED, { source: otherVisa() })
        expect((await takePayment(ann, declined)).state).toBe('declined')
        await warmUpPayment(ann, job.number)
      }
      expect((await takePayment(ann, input)).state).toBe('authorized')
      if (n === 0) {
        await checkNow(ann, input.paymentId)
        const again = {
          paymentId: input.paymentId,
          kind: 'receipt',
          to: 'wife@example.com',
          requestId: randomUUID(),
        } as const
        await requestEmail(ann, again)
        const reversal = {
          paymentId: input.paymentId,
          reversalId: randomUUID(),
          kind: 'void',
          retainedCents: 0,
          note: '',
        } as const
        expect((await reversePayment(ann, reversal)).status).toBe('done')
      }
    }
    for (let search = 0; search < 38; search++) expect(await countSearch(ann.user.id)).toBeNull()
    for (const [at, one] of others.entries())
      for (let n = 0; n < 7; n++) {
        const about = {
          jobNumber: 10_000 + at * 1_000 + hour * 10 + n,
          inbox: `${one.user.name}.${hour}.${n}@example.com`,
        }
        const card = { key: `card ${one.user.id} ${hour} ${n}`, words: '', isTyped: true }
        expect(await askAdmission(one, 'payment', { ...about, card })).toMatchObject({ refused: null })
      }
    await anHourLater()
  }
  // Three tabs on two devices, each.
  for (const one of office)
    for (let tab = 0; tab < 6; tab++) expect(await askAdmission(one, 'stream')).toMatchObject({ refused: null })
  expect(await listLocks(orgId)).toEqual([])
  expect(await forOrg(orgId, (tx) => tx.securityEvent.count({ where: { orgId, event: 'limit_hit' } }))).toBe(0)
})
