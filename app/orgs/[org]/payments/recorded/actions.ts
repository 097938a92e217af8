'use server'

import { orgAction } from '@/lib/orgs/action'
import { correctRecorded } from '@/lib/payments/recorded/correct-recorded'
import { recordPayment } from '@/lib/payments/recorded/record-payment'
import { correctSchema, recordSchema } from '@/lib/payments/recorded/schema'

export const recordPaymentAction = orgAction('recordPayment', 'payments:take', recordSchema, recordPayment)

/**
 * Corrects an entry. It undoes one as a void does, so everybody who may void may correct: bookkeepers too.
 * correctRecorded itself checks the permission to record a new one.
 */
export const correctRecordedAction = orgAction('correctRecorded', 'payments:void', correctSchema, correctRecorded)
