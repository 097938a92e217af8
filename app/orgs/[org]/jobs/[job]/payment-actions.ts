'use server'

import { after } from 'next/server'
import { z } from 'zod'
import { orgAction } from '@/lib/orgs/action'
import { loadPaymentForm } from '@/lib/payments/take/payment-form'
import { jobNumberSchema, paymentSchema } from '@/lib/payments/take/schema'
import { takePayment } from '@/lib/payments/take/take-payment'
import { warmUpPayment } from '@/lib/payments/take/warm-up'

const jobSchema = z.object({ jobNumber: jobNumberSchema })

export const loadPaymentFormAction = orgAction(
  'loadPaymentForm',
  'payments:take',
  jobSchema,
  async (context, { jobNumber }) => {
    const form = await loadPaymentForm(context.org.id, jobNumber)
    if (!form.blocked) after(() => warmUpPayment(context, jobNumber))
    return form
  },
)

export const makePaymentAction = orgAction('makePayment', 'payments:take', paymentSchema, async (context, input) => {
  const payment = await takePayment(context, input)
  // A typed card may be a saved one with a new expiration date. This runs after the response, so that no payment waits
  // for it. It isn’t queued: what it misses is updated when the dialog opens next.
  if (input.source.method !== 'saved') after(() => warmUpPayment(context, input.jobNumber))
  return payment
})
