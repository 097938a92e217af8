import { randomUUID } from 'node:crypto'
import pg from 'pg'
import { describe, expect, it } from 'vitest'
import { forOrg } from '@/lib/db'
import { takePayment } from '@/lib/payments/take/take-payment'
import { sandbox, setUpSandbox } from '@/lib/testing/at-the-sandbox'
import { createJob, createOrg, paymentOf } from '@/lib/testing/fixtures'
import { disconnect, saveCredentials } from './credentials'
import { connectPaySimple, getIntegration, markStep } from './integration'
import { credentialsSchema } from './schema'

setUpSandbox({ org: false, timeoutSeconds: 5 })

const right = { endpoint: 'local', userName: 'APIUser1000', apiKey: 'sandbox-key' } as const
const viewOf = (orgId: string) => forOrg(orgId, (tx) => getIntegration(tx, orgId))
const openOf = (orgId: string) => forOrg(orgId, (tx) => connectPaySimple(tx, orgId))

describe('the integration', () => {
  it('becomes active with credentials that PaySimple accepts, and shows the last four only', async () => {
    const context = await createOrg({ active: false })
    const { org } = context
    await markStep(context, 'applicationSentAt')
    expect(await openOf(org.id)).toBeNull()
    await saveCredentials(context, right)
    const view = await viewOf(org.id)
    expect(view).toMatchObject({ endpoint: 'local', userName: 'APIUser1000', keyLastFour: '-key' })
    expect(view?.activatedAt).not.toBeNull()
    expect(JSON.stringify(view)).not.toContain('sandbox-key')
    expect(await openOf(org.id)).toMatchObject({ merchantKey: 'local:APIUser1000' })
  })

  it('keeps the key sealed, and sealed for this organization only', async () => {
    const { org } = await createOrg()
    const client = new pg.Client({ connectionString: process.env.DATABASE_URL })
    await client.connect()
    const { rows } = await client.query('select * from integration where org_id = $1', [org.id])
    await client.end()
    expect(JSON.stringify(rows)).not.toContain('sandbox-key')
    const other = await createOrg()
    await forOrg(other.org.id, (tx) =>
      tx.integration.update({ where: { orgId: other.org.id }, data: { keySealed: rows[0].key_sealed } }),
    )
    await expect(openOf(other.org.id)).rejects.toThrow('unable to authenticate')
  })

  it('stores nothing when PaySimple says no, or cannot be asked', async () => {
    const context = await createOrg({ active: false })
    await expect(saveCredentials(context, { ...right, apiKey: 'wrong-key' })).rejects.toThrow('didn’t accept')
    await sandbox.fault('GET /v4/customer', 'refuse', { times: 3 })
    await expect(saveCredentials(context, right)).rejects.toThrow('Can’t reach PaySimple')
    expect(await viewOf(context.org.id)).toBeNull()
  })

  it('stays as it is when a replacement is not accepted', async () => {
    const context = await createOrg()
    await expect(saveCredentials(context, { ...right, apiKey: 'wrong-key' })).rejects.toThrow('didn’t accept')
    expect(await openOf(context.org.id)).toMatchObject({ merchantKey: 'local:APIUser1000' })
  })

  it('is disconnected, but not while a payment is unconfirmed', async () => {
    const context = await createOrg()
    const job = await createJob(context, 100_000)
    await sandbox.fault('POST /v4/payment', 'reset-after')
    await takePayment(context, paymentOf(job.number, 1_000, { paymentId: randomUUID() }))
    await expect(disconnect(context)).rejects.toThrow('still checking a payment')
    await forOrg(context.org.id, (tx) =>
      tx.payment.updateMany({ where: { orgId: context.org.id }, data: { status: 'authorized' } }),
    )
    await disconnect(context)
    expect(await viewOf(context.org.id)).toMatchObject({ userName: null, keyLastFour: null, activatedAt: null })
    expect(await openOf(context.org.id)).toBeNull()
  })

  it('is not changed under a payment that is just beginning', async () => {
    const other = { ...right, userName: `APIUser${randomUUID().slice(0, 8)}` }
    await sandbox.addClient(other.userName, other.apiKey)
    for (let round = 0; round < 8; round++) {
      const context = await createOrg()
      const { org } = context
      const job = await createJob(context, 100_000)
      await sandbox.fault('POST /v4/payment', 'reset-after')
      await Promise.allSettled([saveCredentials(context, other), takePayment(context, paymentOf(job.number, 1_000))])
      await sandbox.clearFaults()
      const opened = await openOf(org.id)
      const open = await forOrg(org.id, (tx) =>
        tx.payment.findMany({ where: { orgId: org.id, status: { in: ['submitting', 'unknown'] } } }),
      )
      for (const payment of open) expect(payment.merchantKey).toBe(opened?.merchantKey)
    }
  })

  it('takes no user name that could bend the Authorization header', () => {
    for (const userName of ['a;b', 'a=b', 'a b', 'a\r\nx: y'])
      expect(credentialsSchema.safeParse({ ...right, userName }).success).toBe(false)
  })
})
