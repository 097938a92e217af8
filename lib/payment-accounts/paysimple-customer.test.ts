import { expect, it } from 'vitest'
import { forOrg } from '@/lib/db'
import { loadPaymentForm } from '@/lib/payments/take/payment-form'
import { takePayment } from '@/lib/payments/take/take-payment'
import { context, paysimple as openPaySimple, orgId, setUpSandbox } from '@/lib/testing/at-the-sandbox'
import { createJob, paymentOf } from '@/lib/testing/fixtures'
import type { Prisma } from '@/prisma/generated/client'

setUpSandbox()

async function jobOf(customer: Prisma.CustomerUpdateManyMutationInput) {
  const job = await createJob(context, 100_000)
  const customerId = await forOrg(orgId, async (tx) => {
    const found = await tx.job.findUniqueOrThrow({ where: { orgId_id: { orgId, id: job.id } } })
    await tx.customer.updateMany({ where: { orgId, id: found.customerId }, data: customer })
    return found.customerId
  })
  return { ...job, customerId }
}

it('fault 47: an international domain reaches PaySimple in punycode', async () => {
  const job = await jobOf({ email: 'info@münchen.example' })
  await takePayment(context, paymentOf(job.number, 1_000))
  const [noted] = await forOrg(orgId, (tx) => tx.paySimpleCustomer.findMany({ where: { customerId: job.customerId } }))
  const record = await (await openPaySimple()).customers.get(Number(noted?.paysimpleId))
  expect(record.Email).toBe('info@xn--mnchen-3ya.example')
})

it('fault 47: a name from before the limit opens a form that can be sent', async () => {
  const job = await jobOf({ firstName: 'x'.repeat(150), lastName: 'y'.repeat(150) })
  expect((await loadPaymentForm(orgId, job.number)).prefill.payerName).toHaveLength(149)
})
