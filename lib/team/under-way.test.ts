import { randomUUID } from 'node:crypto'
import { expect, it, vi } from 'vitest'
import type { OrgContext } from '@/lib/orgs/context'
import { reversePayment } from '@/lib/payments/reverse/reverse-payment'
import { takePayment } from '@/lib/payments/take/take-payment'
import { context, ledgerOf, rowOf, sandbox, setUpSandbox, takeOrg } from '@/lib/testing/at-the-sandbox'
import { createJob, paymentOf } from '@/lib/testing/fixtures'
import { createPerson, setPassword } from '@/lib/testing/people'
import { changeRole, removeMember } from './change-team'

// A payment that somebody asked for before they lost their place, and that isn't sent yet, never is.

setUpSandbox({ org: false, timeoutSeconds: 30 })

const at = ({ user }: OrgContext) => ({ userId: user.id, was: 'contractor' as const })
const LOSSES: Record<string, (person: OrgContext) => Promise<unknown>> = {
  removal: (person) => removeMember(context, at(person)),
  'another role': (person) => changeRole(context, { ...at(person), role: 'bookkeeper' }),
  'a new password': (person) => setPassword(person, 'seven lanterns by the canal'),
}

it.each(Object.entries(LOSSES))('a payment under way is not charged: %s', async (_, lose) => {
  await takeOrg()
  const person = await createPerson(context, 'contractor')
  const job = await createJob(context, 10_000)
  const input = paymentOf(job.number, 1_000)
  // Its preparation takes so long that the loss comes first.
  await sandbox.fault('POST /v4/account/creditcard', 'delay', { ms: 4_000 })
  const taking = takePayment(person, input)
  await vi.waitFor(() => rowOf(input.paymentId), 30_000) // it has begun
  await lose(person)
  expect(await taking).toMatchObject({ state: 'not_taken' })
  expect(await ledgerOf(input.paymentId)).toEqual([])
  await sandbox.clearFaults()
  // Somebody else's goes on.
  expect(await takePayment(context, paymentOf(job.number, 1_000))).toMatchObject({ state: 'authorized' })
})

it('a charge that was sent before is what it is', async () => {
  await takeOrg()
  const person = await createPerson(context, 'contractor')
  const job = await createJob(context, 10_000)
  const input = paymentOf(job.number, 1_000)
  await sandbox.fault('POST /v4/payment', 'delay', { ms: 3_000 })
  const taking = takePayment(person, input)
  await vi.waitFor(async () => expect(await sandbox.journal()).toContain('POST /v4/payment'), 30_000)
  await removeMember(context, at(person))
  expect(await taking).toMatchObject({ state: 'authorized' })
  expect(await ledgerOf(input.paymentId)).toHaveLength(1)
  const undo = {
    paymentId: input.paymentId,
    reversalId: randomUUID(),
    kind: 'void' as const,
    retainedCents: 0,
    note: '',
  }
  await reversePayment(context, undo)
})
