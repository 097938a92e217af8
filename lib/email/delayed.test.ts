import { describe, expect, it } from 'vitest'
import { moveClock } from '@/lib/dates'
import { forOrg } from '@/lib/db'
import { sweep } from '@/lib/payments/reconcile/sweep'
import { recordOutcome } from '@/lib/payments/record/record-outcome'
import { reversePayment } from '@/lib/payments/reverse/reverse-payment'
import { nextTry, owner, receipt, server, setUpMailServer } from '@/lib/testing/at-a-mail-server'
import { context, orgId } from '@/lib/testing/at-the-sandbox'
import { asked } from '@/lib/testing/payments'
import { getMailHealth } from './mail-server'
import { sendEmail } from './send-email'

// Emails that wait: what is said of them, and what of them is still true.

setUpMailServer()

describe('fault 37: health', () => {
  it('tells what waits and since when, that the server fails, and what a person has not seen', async () => {
    await owner.query(`update email set status = 'sent', attention_at = null`)
    await owner.query('update mail_server set failing_since = null, last_error = null')
    expect(await getMailHealth()).toEqual({
      ...{ ok: true, waiting: 0, waitingSince: null, serverFailingSince: null, undelivered: 0 },
    })
    const [one, other] = [await receipt(), await receipt('nobody@example.com')]
    server.behave({ login: '535 No' })
    await sendEmail(orgId, one.id)
    const failing = await getMailHealth()
    expect(failing).toMatchObject({ ok: false, waiting: 2, undelivered: 0 })
    expect(failing.waitingSince).toEqual(expect.stringMatching(/^\d{4}-.*Z$/))
    await sendEmail(orgId, one.id)
    expect((await getMailHealth()).serverFailingSince).toBe(failing.serverFailingSince)

    server.behave({})
    await sendEmail(orgId, other.id) // refused by the recipient: the server works
    expect(await getMailHealth()).toMatchObject({ ok: true, waiting: 1, serverFailingSince: null, undelivered: 1 })
  })

  it('the queue’s lag is money’s: mail that waits is not in it', async () => {
    const lag = async () => Number((await owner.query('select queue_lag_seconds() as lag')).rows[0].lag)
    await owner.query(`select graphile_worker.complete_jobs(array(select id from graphile_worker.jobs))`)
    const due = "now() - interval '1 hour'"
    await owner.query(`select graphile_worker.add_job('send-email', '{}', run_at => ${due})`)
    expect(await lag()).toBe(0)
    await owner.query(`select graphile_worker.add_job('sync-org', '{}', run_at => ${due})`)
    expect(await lag()).toBeGreaterThan(3_000)
  })
})

describe('fault 44: an email that was delayed', () => {
  const changes = (id: string, status: 'declined' | 'returned' | 'chargeback' | 'refunded') =>
    recordOutcome(orgId, id, { status }, 'sync')

  it('a receipt of a payment that was voided in the meantime is dropped; the void email tells', async () => {
    const { payment, id, row } = await receipt()
    server.behave({ banner: '554 Not now' })
    await sendEmail(orgId, id)
    await reversePayment(context, asked(payment))
    server.behave({})
    await sendEmail(orgId, id)
    expect(await row()).toMatchObject({ status: 'superseded', supersededBy: 'voided', attentionAt: null })
    const voided = await forOrg(orgId, (tx) =>
      tx.email.findFirstOrThrow({ where: { orgId, paymentId: payment.id, kind: 'voided' } }),
    )
    await sendEmail(orgId, voided.id)
    expect(server.received.map(({ subject }) => subject)).toEqual([
      `${context.org.name}: your payment of $1,500.00 was canceled`,
    ])
  })

  it.each(['declined', 'returned', 'chargeback', 'refunded'] as const)(
    'a receipt of one that is %s now, too',
    async (status) => {
      const { payment, id, row } = await receipt()
      await changes(payment.id, status)
      await sendEmail(orgId, id)
      expect(await row()).toMatchObject({ status: 'superseded', supersededBy: status })
      expect(server.received).toEqual([])
    },
  )

  it('a receipt of a payment that has settled says so', async () => {
    const { payment, id } = await receipt()
    await recordOutcome(orgId, payment.id, { status: 'settled' }, 'sync')
    await sendEmail(orgId, id)
    const text = server.received[0]?.text?.replace(/\s+/g, ' ')
    expect(text).toContain('Payment settled')
    expect(text).not.toMatch(/authorized|Expected to settle/)
  })

  it('a refund email of a refund that was canceled is dropped, and the receipt is true again', async () => {
    const { payment, id, row } = await receipt()
    await recordOutcome(orgId, payment.id, { status: 'settled' }, 'sync')
    await changes(payment.id, 'refunded')
    await sendEmail(orgId, id)
    await recordOutcome(orgId, payment.id, { status: 'settled' }, 'sync')
    const refunded = await forOrg(orgId, (tx) =>
      tx.email.findFirstOrThrow({ where: { orgId, paymentId: payment.id, kind: 'refunded' } }),
    )
    await sendEmail(orgId, refunded.id)
    expect(await row()).toMatchObject({ status: 'queued', supersededBy: null })
    await sendEmail(orgId, id)
    expect(server.received.map(({ subject }) => subject)).toEqual([`${context.org.name}: your payment of $1,500.00`])
  })
})

it('fault 37: an email whose job was lost is queued again by the sweep, whatever its tries', async () => {
  const { id } = await receipt()
  server.behave({ banner: '554 Not now' })
  await sendEmail(orgId, id)
  await owner.query('select graphile_worker.complete_jobs(array(select id from graphile_worker.jobs where key = $1))', [
    `email:${id}`,
  ])
  expect(await nextTry(id)).toBeNull()
  moveClock(120_000)
  await sweep()
  expect(await nextTry(id)).not.toBeNull()
})
