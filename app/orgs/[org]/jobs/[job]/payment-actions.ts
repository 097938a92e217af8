'use server'

import { revalidatePath } from 'next/cache'
import { after } from 'next/server'
import { z } from 'zod'
import { orgAction } from '@/lib/action'
import { openPayment } from '@/lib/payments/open-payment'
import { warmUpPayment } from '@/lib/payments/paysimple-customer'
import { paymentSchema } from '@/lib/payments/schema'
import { takePayment } from '@/lib/payments/take-payment'

const jobSchema = z.object({ jobNumber: z.number().int().positive() })

export const openPaymentAction = orgAction(
  'openPayment',
  'payments:take',
  jobSchema,
  async ({ org }, { jobNumber }) => {
    const form = await openPayment(org.id, jobNumber)
    if (!form.blocked) after(() => warmUpPayment(org.id, jobNumber))
    return form
  },
)

export const makePaymentAction = orgAction('makePayment', 'payments:take', paymentSchema, async (context, input) => {
  const payment = await takePayment(context, input)
  revalidatePath(`/orgs/${context.org.slug}/jobs/${input.jobNumber}`, 'layout')
  return payment
})
