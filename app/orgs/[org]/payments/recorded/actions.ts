'use server'

import { revalidatePath } from 'next/cache'
import { orgAction } from '@/lib/orgs/action'
import { correctRecorded } from '@/lib/payments/recorded/correct-recorded'
import { recordPayment } from '@/lib/payments/recorded/record-payment'
import { correctSchema, recordSchema } from '@/lib/payments/recorded/schema'

// Both reload all of the organization's pages: a payment shows on many of them.

export const recordPaymentAction = orgAction('recordPayment', 'payments:take', recordSchema, async (context, input) => {
  const recorded = await recordPayment(context, input)
  revalidatePath(`/orgs/${context.org.slug}`, 'layout')
  return recorded
})

/**
 * Corrects an entry. It undoes one as a void does, so everybody who may void may correct: bookkeepers too.
 * correctRecorded itself checks the permission to record a new one.
 */
export const correctRecordedAction = orgAction(
  'correctRecorded',
  'payments:void',
  correctSchema,
  async (context, input) => {
    const recorded = await correctRecorded(context, input)
    revalidatePath(`/orgs/${context.org.slug}`, 'layout')
    return recorded
  },
)
