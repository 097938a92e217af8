import { afterAll, beforeAll, expect, it } from 'vitest'
import { type Sandbox, startSandbox } from '@/lib/testing/sandbox'
import { newCard, newClientOf, read } from './test-support'

let sandbox: Sandbox
beforeAll(async () => {
  sandbox = await startSandbox()
})
afterAll(() => sandbox.kill())

it('PS-068 PS-069 of schedules are filtered and sorted, complete or lite', async () => {
  const own = await newClientOf(sandbox.url)
  const { Id: AccountId } = await newCard(own)
  const base = { AccountId, ExecutionFrequencyType: 'FirstofMonth' } as const
  const a = await own.recurringPayments.create({ ...base, PaymentAmountCents: 300, StartDate: '2040-01-01' })
  const b = await own.recurringPayments.create({ ...base, PaymentAmountCents: 100, StartDate: '2040-03-01' })
  const c = await own.paymentPlans.create({
    ...base,
    TotalDueAmountCents: 400,
    TotalNumberOfPayments: 2,
    StartDate: '2040-02-01',
  })
  await own.recurringPayments.suspend(b.Id)
  const ids = (list: { Id: number }[]) => list.map(({ Id }) => Id)

  expect(ids(await read(own.recurringPayments.all({ pageSize: 1 })))).toEqual([a.Id, b.Id])
  expect(ids(await read(own.recurringPayments.all({ status: ['Active'] })))).toEqual([a.Id])
  expect(ids((await own.recurringPayments.list({ sortBy: 'PaymentAmount' })).items)).toEqual([b.Id, a.Id])
  expect(ids(await read(own.recurringPayments.allLite({ sortBy: 'StartDate', direction: 'DESC' })))).toEqual([
    b.Id,
    a.Id,
  ])
  expect(ids(await read(own.paymentPlans.all()))).toEqual([c.Id])
  expect((await own.paymentPlans.listLite()).items).toEqual([
    {
      Id: c.Id,
      CustomerId: c.CustomerId,
      CustomerFirstName: 'Test',
      CustomerLastName: 'Person',
      NextScheduleDate: '2040-02-01',
      ScheduleStatus: 'Active',
      ExecutionFrequencyType: 'FirstofMonth',
      ExecutionFrequencyParameter: 1,
    },
  ])

  const all = await read(own.paymentSchedules.all({ pageSize: 2, sortBy: 'PaymentAmount', direction: 'DESC' }))
  expect(all).toMatchObject([
    { Id: a.Id, PaymentScheduleType: 'RecurringPayment', PaymentAmountCents: 300, NextPaymentDate: '2040-01-01' },
    { Id: c.Id, PaymentScheduleType: 'PaymentPlan', PaymentAmountCents: 200, ScheduleStatus: 'Active' },
    { Id: b.Id, PaymentScheduleType: 'RecurringPayment', ScheduleStatus: 'Suspended', NextPaymentDate: null },
  ])
  expect(ids((await own.paymentSchedules.list({ startDate: '2040-02-01', endDate: '2040-03-01' })).items)).toEqual(
    expect.arrayContaining([b.Id, c.Id]),
  )
  expect(ids((await own.paymentSchedules.list({ sortBy: 'PaymentScheduleType' })).items)[0]).toBe(c.Id)
})
