import { randomUUID } from 'node:crypto'
import pg from 'pg'
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { revokeLink } from '@/lib/customer-links/create-link'
import type { LinkContext } from '@/lib/customer-links/read-link'
import { forOrg } from '@/lib/db'
import { plainContent } from '@/lib/documents/content'
import { canVoid } from '@/lib/orgs/roles'
import { reconcilePayment } from '@/lib/payments/reconcile/reconcile-payment'
import { recordPayment } from '@/lib/payments/recorded/record-payment'
import { context, ledgerOf, orgId, rowOf, sandbox, setUpSandbox, takeOrg } from '@/lib/testing/at-the-sandbox'
import { bankAccount, createJob, paymentOf } from '@/lib/testing/fixtures'
import { statesOf, tried } from '@/lib/testing/limited'
import { customerAt } from '@/lib/testing/links'
import { recordOf } from '@/lib/testing/recorded'
import { loadCustomerForm } from './by-customer'
import { loadPaymentForm } from './payment-form'
import type { MakePayment } from './schema'
import { takePayment } from './take-payment'

// A customer pays by their own link: all that is promised of a payment, and nothing that only a member may.

setUpSandbox({ timeoutSeconds: 30 })

const owner = new pg.Client({ connectionString: process.env.DATABASE_URL })
beforeAll(() => owner.connect())
afterAll(() => owner.end())

const TOTAL = 1_000_000
let job: { id: string; number: number }
let olivia: LinkContext
beforeEach(async () => {
  await takeOrg()
  job = await createJob(context, TOTAL)
  olivia = await customerAt(context, job.id)
})

/** What a customer's form sends, who saw all of it owed. */
const pay = (cents: number, changes: Partial<MakePayment> = {}) =>
  paymentOf(job.number, cents, { seenOwedCents: TOTAL, ...changes })
const owedNow = async () => (await loadPaymentForm(orgId, job.number)).balance
const expire = (linkId: string) =>
  owner.query(`update customer_link set expires_at = now() - interval '1 ms' where id = $1`, [linkId])
const end = () => forOrg(orgId, (tx) => revokeLink(tx, context, olivia.link.id))
const calls = async () => (await sandbox.journal()).length

describe('a customer', () => {
  it('is who made the payment, at every step that a member would be', async () => {
    const input = pay(400_000, { takenOn: 'proposal', receiptEmail: 'olivia@example.com' })
    expect(await takePayment(olivia, input)).toMatchObject({ state: 'authorized', amountCents: 400_000 })
    const row = await rowOf(input.paymentId)
    expect(row).toMatchObject({ takenById: null, linkId: olivia.link.id, takenByName: 'Olivia Marsh' })
    expect(row.takenOn).toBe('agreement') // the job's, whatever is sent
    const { events, emails } = await forOrg(orgId, (tx) =>
      tx.payment.findUniqueOrThrow({
        where: { orgId_id: { orgId, id: input.paymentId } },
        include: { events: { orderBy: { at: 'asc' } }, emails: true },
      }),
    )
    expect(events).toMatchObject([
      { to: 'submitting', actorId: null, actorName: 'Olivia Marsh', address: context.source?.address },
      { to: 'authorized', actorId: null, actorName: 'Olivia Marsh' },
    ])
    expect(emails).toMatchObject([{ kind: 'receipt', to: 'olivia@example.com' }])
    expect(await ledgerOf(input.paymentId)).toHaveLength(1)
    expect((await owedNow()).owedCents).toBe(600_000)
    // A contractor voids what they took, and this is somebody else's.
    expect(canVoid({ role: 'contractor', user: context.user }, row.takenById)).toBe(false)
    expect(canVoid({ role: 'admin', user: context.user }, row.takenById)).toBe(true)
  })

  it('pays on a proposal where that is all there is', async () => {
    await owner.query(`update document set kind = 'proposal', stage = 'accepted' where job_id = $1`, [job.id])
    const input = pay(1_000)
    expect(await takePayment(olivia, input)).toMatchObject({ state: 'authorized' })
    expect((await rowOf(input.paymentId)).takenOn).toBe('proposal')
  })

  it.each([
    ['agreement', 'sent'],
    ['agreement', 'draft'],
    ['proposal', 'sent'],
  ])('pays nothing on a paper that isn’t agreed to: %s, %s', async (kind, stage) => {
    await owner.query('update document set kind = $2::document_kind, stage = $3::document_stage where job_id = $1', [
      ...[job.id, kind, stage],
    ])
    const input = pay(1_000)
    await expect(takePayment(olivia, input)).rejects.toThrow('This can’t be paid yet')
    expect(await ledgerOf(input.paymentId)).toEqual([])
  })

  it('pays by bank account as somebody does online, and a company as a company, whatever is sent', async () => {
    const sent = (secCode: 'Tel' | 'Ccd', accountNumber: string) =>
      ({ ...bankAccount(accountNumber), secCode }) as MakePayment['source']
    const person = pay(1_000, { source: sent('Tel', '751111111'), saveAccount: true })
    expect(await takePayment(olivia, person)).toMatchObject({ state: 'authorized', label: 'Submitted' })
    expect((await rowOf(person.paymentId)).secCode).toBe('Web')
    const again = pay(2_000, { source: sent('Ccd', '751111111'), seenOwedCents: TOTAL - 1_000 })
    expect(await takePayment(olivia, again)).toMatchObject({ state: 'authorized' })
    expect((await rowOf(again.paymentId)).secCode).toBe('Web')

    const { customerId } = olivia.link.job
    const where = { orgId_id: { orgId, id: customerId } }
    await forOrg(orgId, (tx) => tx.customer.update({ where, data: { company: 'Marsh LLC' } }))
    const company = pay(3_000, { source: sent('Tel', '751111112'), seenOwedCents: TOTAL - 3_000 })
    expect(await takePayment(olivia, company)).toMatchObject({ state: 'authorized' })
    expect((await rowOf(company.paymentId)).secCode).toBe('Ccd')
    // Saved by the customer: nobody of the company did it.
    const saved = await forOrg(orgId, (tx) => tx.paymentAccount.findFirstOrThrow({ where: { orgId, customerId } }))
    expect(saved).toMatchObject({ savedById: null, savedByName: 'Olivia Marsh' })
  })

  it('uses the accounts that are saved for them, and nobody else’s', async () => {
    await takePayment(olivia, pay(1_000, { saveAccount: true }))
    const { savedAccounts } = await loadPaymentForm(orgId, job.number)
    expect(savedAccounts).toMatchObject([{ label: 'Visa', lastFour: '1111' }])
    const source = { method: 'saved', accountId: savedAccounts[0]?.id ?? '', secCode: 'Ppd' } as const
    expect(await tried(olivia, pay(2_000, { source, seenOwedCents: TOTAL - 1_000 }))).toMatchObject({
      state: 'authorized',
    })
    const { id: jobId } = job
    job = await createJob(context, TOTAL)
    const noah = await customerAt(context, job.id, 'noah@example.com')
    const before = await calls()
    expect(await tried(noah, pay(3_000, { source }))).toMatchObject({
      state: 'refused',
      message: expect.stringContaining('no longer saved'),
    })
    expect(await calls()).toBe(before)
    // A new link of the same person knows them again, by the address to which it goes.
    expect((await loadCustomerForm(olivia)).savedAccounts).toHaveLength(1)
    await end()
    expect((await loadCustomerForm(await customerAt(context, jobId))).savedAccounts).toHaveLength(1)
  })

  it('is never asked for a password', async () => {
    job = await createJob(context, 30_000_000)
    olivia = await customerAt(context, job.id)
    const input = pay(30_000_000, { seenOwedCents: 30_000_000 })
    expect(await tried(olivia, input)).toMatchObject({ state: 'authorized' })
  })

  it('pays no other job, not even one of their own', async () => {
    const other = await createJob(context, TOTAL)
    await forOrg(orgId, (tx) =>
      tx.job.updateMany({ where: { orgId, id: other.id }, data: { customerId: olivia.link.job.customerId } }),
    )
    const before = await calls()
    const input = pay(1_000, { jobNumber: other.number })
    expect(await tried(olivia, input)).toMatchObject({ state: 'refused', message: expect.stringContaining('link') })
    const elsewhere = { ...olivia, user: { id: randomUUID(), name: 'Nobody' } }
    expect(await tried(elsewhere, pay(1_000))).toMatchObject({ state: 'refused' })
    expect(await calls()).toBe(before)
    expect(await forOrg(orgId, (tx) => tx.payment.count({ where: { orgId } }))).toBe(0)
  })

  it('reads of limits and of what isn’t set up in words for them', async () => {
    const at = { ...olivia, org: { ...olivia.org, name: 'Summit Ridge', phone: '3035550100', mostPaymentCents: 5_000 } }
    const above = await tried(at, pay(6_000))
    expect(above.message).toBe(
      'One payment here can be $50.00 at most. Call Summit Ridge at (303) 555-0100 to pay more at once.',
    )
    await owner.query('update integration set activated_at = null where org_id = $1', [orgId])
    const off = await tried(at, pay(1_000))
    expect(off.message).toContain('Summit Ridge can’t take payments here right now')
    for (const { message } of [above, off]) expect(message).not.toMatch(/Settings|your company|admin|owner/i)
  })
})

describe('the same form', () => {
  it('charges once, however often it is sent', async () => {
    const input = pay(4_000)
    const all = await Promise.all(Array.from({ length: 6 }, () => tried(olivia, input)))
    expect(statesOf(all).refused).toBeUndefined()
    expect(await ledgerOf(input.paymentId)).toHaveLength(1)
    expect(await tried(olivia, input)).toMatchObject({ state: 'authorized' })
    expect(await tried(olivia, { ...input, amountCents: 5_000 })).toMatchObject({
      state: 'refused',
      message: expect.not.stringContaining('Information tab'),
    })
    expect(await ledgerOf(input.paymentId)).toHaveLength(1)
  })
})

describe('what is owed moves while the page is open (C9)', () => {
  const MOVED = {
    'a payment that the office records': () => recordPayment(context, recordOf(job.number, 100_000)),
    'a change order that is signed': () =>
      forOrg(orgId, (tx) =>
        tx.document.create({
          data: {
            ...{ orgId, jobId: job.id, kind: 'change_order', ordinal: 1, stage: 'signed', totalCents: 50_000 },
            content: plainContent([{ description: 'Vent', quantityHundredths: 100, unitPriceCents: 50_000 }]),
          },
        }),
      ),
  }

  it.each(Object.keys(MOVED) as (keyof typeof MOVED)[])(
    'by %s: nothing is charged, and the new figure said',
    async (by) => {
      await MOVED[by]()
      const { owedCents } = await owedNow()
      expect(owedCents).not.toBe(TOTAL)
      const before = await calls()
      const stale = pay(400_000)
      const refused = await tried(olivia, stale)
      const figure = `$${(owedCents / 100).toLocaleString('en-US', { minimumFractionDigits: 2 })}`
      expect(refused).toMatchObject({ state: 'refused', fields: { amount: refused.message } })
      expect(refused.message).toContain(`Nothing was charged. It’s ${figure} now.`)
      expect(await calls()).toBe(before)
      // Asked again with the new figure in front of them.
      expect(await tried(olivia, pay(400_000, { seenOwedCents: owedCents }))).toMatchObject({ state: 'authorized' })
    },
  )

  it('nor does a form that says nothing of what it saw charge', async () => {
    expect(await tried(olivia, pay(400_000, { seenOwedCents: undefined }))).toMatchObject({ state: 'refused' })
  })

  it.each(['one', 'other'] as const)(
    'two of a household pay one draw at once, %s first: one is charged',
    async (first) => {
      const noah = await customerAt(context, job.id, 'noah@example.com')
      const payers = first === 'one' ? [olivia, noah] : [noah, olivia]
      const inputs = [pay(400_000), pay(400_000)]
      const results = await Promise.all(payers.map((payer, n) => tried(payer, inputs[n] ?? pay(0))))
      expect(statesOf(results)).toEqual({ authorized: 1, refused: 1 })
      const refused = results.find(({ state }) => state === 'refused')
      expect(refused?.message).toContain('It’s $6,000.00 now.')
      const ledgers = await Promise.all(inputs.map(({ paymentId }) => ledgerOf(paymentId)))
      expect(ledgers.flat()).toHaveLength(1)
      expect((await owedNow()).owedCents).toBe(600_000)
    },
  )
})

describe('a link that ends while its page is open', () => {
  it.each([
    ['revoked', end],
    ['expired', () => expire(olivia.link.id)],
  ] as const)('%s: nothing reaches PaySimple, and it says so', async (_, ends) => {
    await ends()
    const before = await calls()
    const input = pay(1_000)
    expect(await tried(olivia, input)).toMatchObject({
      state: 'refused',
      message: expect.stringContaining('no longer works, so nothing was done'),
    })
    expect(await calls()).toBe(before)
    expect(await forOrg(orgId, (tx) => tx.payment.count({ where: { orgId } }))).toBe(0)
  })

  it('revoked between the press and the charge: nothing is charged', async () => {
    const input = pay(1_000)
    // Its preparation takes so long that the end comes first.
    await sandbox.fault('POST /v4/account/creditcard', 'delay', { ms: 2_000 })
    const taking = takePayment(olivia, input)
    await vi.waitFor(() => rowOf(input.paymentId), 30_000) // it has begun
    expect(await end()).toBe(true)
    expect(await taking).toMatchObject({ state: 'not_taken' })
    expect(await ledgerOf(input.paymentId)).toEqual([])
    expect((await owedNow()).owedCents).toBe(TOTAL)
    // The office goes on.
    await sandbox.clearFaults()
    expect(await takePayment(context, paymentOf(job.number, 1_000))).toMatchObject({ state: 'authorized' })
  })
})

it('in doubt is shown as in doubt, holds the amount, and is found out', async () => {
  await sandbox.fault('POST /v4/payment', 'reset-after')
  const input = pay(400_000)
  expect(await takePayment(olivia, input)).toMatchObject({ state: 'checking' })
  await sandbox.clearFaults()
  const noah = await customerAt(context, job.id, 'noah@example.com')
  const held = await tried(noah, pay(400_000))
  expect(held.message).toContain('It’s $6,000.00 now.')
  expect(held.message).toContain('still checking another $4,000.00')
  await reconcilePayment(orgId, input.paymentId)
  expect(await takePayment(olivia, input)).toMatchObject({ state: 'authorized' })
  expect(await ledgerOf(input.paymentId)).toHaveLength(1)
})
