import { expect, test } from 'vitest'
import { takePayment } from '@/lib/payments/take/take-payment'
import { context, orgId, sandbox, setUpSandbox } from '@/lib/testing/at-the-sandbox'
import { createJob, createOrg, paymentOf } from '@/lib/testing/fixtures'
import { taken } from '@/lib/testing/payments'
import { createPerson, queryAsOwner } from '@/lib/testing/people'
import { getInstallationStatus } from './status'
import type { HourKind } from './status-words'

setUpSandbox()

const read = async () => getInstallationStatus((await createPerson(context, 'staff')).user.id)
type Hours = Awaited<ReturnType<typeof read>>['hours']
const sums = (hours: Hours, from: number, to: number) => (kind: HourKind) =>
  hours.slice(from, to).reduce((sum, { kinds }) => sum + kinds[kind], 0)

test('payments and failed calls are counted in their hours, over all companies', async () => {
  const before = (await read()).hours
  expect(before).toHaveLength(24)
  await taken({ totalCents: 100_000, amountCents: 40_000 })
  const old = await taken({ totalCents: 100_000, amountCents: 40_000 })
  await queryAsOwner(`update payment set created_at = now() - interval '5 hours' where id = $1`, [old.id])
  const older = await taken({ totalCents: 100_000, amountCents: 40_000 })
  await queryAsOwner(`update payment set created_at = now() - interval '25 hours' where id = $1`, [older.id])
  const declined = await createJob(context, 1_000_000)
  await takePayment(context, paymentOf(declined.number, 999_901))
  const unknown = await createJob(context, 100_000)
  await sandbox.fault('POST /v4/payment', 'reset-after')
  await takePayment(context, paymentOf(unknown.number, 30_000))

  const { hours } = await read()
  // The hour may have changed while this ran.
  const [now, then] = [sums(hours, 22, 24), sums(hours, 17, 20)]
  const [was, wasThen] = [sums(before, 22, 24), sums(before, 17, 20)]
  expect(now('taken') - was('taken')).toBe(1)
  expect(now('declined') - was('declined')).toBe(1)
  expect(now('unconfirmed') - was('unconfirmed')).toBe(1)
  expect(now('call_failed') - was('call_failed')).toBe(1)
  expect(then('taken') - wasThen('taken')).toBe(1)
})

test('each active company is there by name, the one that is furthest behind first, and no customer is', async () => {
  const idle = await createOrg({ active: false })
  await queryAsOwner(`update integration set activated_at = now() - interval '300 days' where org_id = $1`, [orgId])
  await queryAsOwner('delete from org_sync where org_id = $1', [orgId])
  const status = await read()
  expect(status.orgs[0]).toMatchObject({ id: orgId, name: context.org.name, failures: 0, isSuspended: false })
  expect(status.orgs[0]?.seconds).toBeGreaterThan(299 * 24 * 3_600)
  expect(status.orgs.some(({ id }) => id === idle.org.id)).toBe(false)
  expect(JSON.stringify(status)).not.toMatch(/Olivia|@example\.com/)
})
