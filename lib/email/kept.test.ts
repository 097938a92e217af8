import { expect, it } from 'vitest'
import { forOrg } from '@/lib/db'
import { recordPayment } from '@/lib/payments/recorded/record-payment'
import { createJob, createOrg } from '@/lib/testing/fixtures'
import { recordOf } from '@/lib/testing/recorded'
import { sendEmail } from './send-email'

it('without a mail server an email says of itself that it never left', async () => {
  // No PaySimple: what is recorded needs none.
  const context = await createOrg({ active: false })
  const orgId = context.org.id
  const { number } = await createJob(context, 100_000)
  const input = recordOf(number, 40_000)
  await recordPayment(context, { ...input, entry: { ...input.entry, receiptEmail: 'olivia@example.com' } })
  const emails = () => forOrg(orgId, (tx) => tx.email.findMany({ where: { orgId } }))
  const [email] = await emails()
  await sendEmail(orgId, email?.id ?? '')
  expect(await emails()).toMatchObject([{ status: 'sent', attempts: 1, keptHere: true, to: 'olivia@example.com' }])
})
