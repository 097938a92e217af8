'use server'

import { z } from 'zod'
import { text } from '@/lib/contact'
import { forOrg } from '@/lib/db'
import { orgAction } from '@/lib/orgs/action'
import { ignoreExternalPayment, restoreExternalPayment } from '@/lib/payments/external/ignore'
import { linkExternalPayment } from '@/lib/payments/external/link-to-job'
import { moveToJob } from '@/lib/payments/external/move-to-job'
import { reverseDuplicate } from '@/lib/payments/reconcile/duplicate-charges'
import { reversePayment, reversePaymentSchema } from '@/lib/payments/reverse/reverse-payment'
import { acknowledgeAlert } from '@/lib/payments/review/acknowledge-alert'
import { checkNow, checkNowSchema } from '@/lib/payments/review/check-now'
import { acceptIncompleteRefund, completePartialRefund } from '@/lib/payments/review/complete-partial-refund'
import {
  decideCharged,
  decideChargedSchema,
  decideNotCharged,
  decideNotChargedSchema,
} from '@/lib/payments/review/decide-payment'
import { decideReversal, decideReversalSchema } from '@/lib/payments/review/decide-reversal'
import { jobNumberSchema } from '@/lib/payments/take/schema'
import { resultOf } from '@/lib/payments/words/reversal/reversal-words'
import { sure } from '@/lib/sure'

/** Voids or refunds. reversePayment itself checks the permission to refund. */
export const reversePaymentAction = orgAction(
  'reversePayment',
  'payments:void',
  reversePaymentSchema,
  async (context, input) => {
    const reversal = await reversePayment(context, input)
    return forOrg(context.org.id, async (tx) => {
      const read = (id: string) => tx.payment.findUniqueOrThrow({ where: { orgId_id: { orgId: context.org.id, id } } })
      const charge = reversal.rechargeId ? await read(reversal.rechargeId) : null
      return resultOf(reversal, await read(reversal.paymentId), charge)
    })
  },
)

/** Checks with PaySimple. It moves no money, so everybody who may void may check: contractors and bookkeepers too. */
export const checkNowAction = orgAction('checkNow', 'payments:void', checkNowSchema, (context, { paymentId }) =>
  checkNow(context, paymentId),
)

export const decideNotChargedAction = orgAction(
  'decideNotCharged',
  'payments:resolve',
  decideNotChargedSchema,
  (context, { paymentId, reason }) => decideNotCharged(context, paymentId, reason),
)

export const decideChargedAction = orgAction('decideCharged', 'payments:resolve', decideChargedSchema, decideCharged)

export const decideReversalAction = orgAction(
  'decideReversal',
  'payments:resolve',
  decideReversalSchema,
  decideReversal,
)

export const completePartialRefundAction = orgAction(
  'completePartialRefund',
  'payments:refund',
  z.object({ reversalId: z.uuid() }),
  (context, { reversalId }) => completePartialRefund(context, reversalId),
)

const note = text().max(500, 'At most 500 characters.')
const reason = note.min(5, 'Say in a few words why.')

export const acceptIncompleteRefundAction = orgAction(
  'acceptIncompleteRefund',
  'payments:refund',
  z.object({ reversalId: z.uuid(), reason }),
  (context, input) => acceptIncompleteRefund(context, input.reversalId, input.reason),
)

export const acknowledgeAlertAction = orgAction(
  'acknowledgeAlert',
  'payments:refund',
  z.object({ paymentId: z.uuid(), alertAt: z.iso.datetime().transform((text) => new Date(text)), note }),
  acknowledgeAlert,
)

/** The job for a payment made in PaySimple, as typed. `sure`: the warning about it that the person confirmed. */
const targetJob = {
  jobNumber: z
    .string()
    .trim()
    .regex(/^#?[1-9]\d{0,8}$/, 'Enter the job’s number, or choose the job.')
    .transform((text) => Number(text.replace('#', '')))
    .pipe(jobNumberSchema),
  note,
  sure,
}

export const linkExternalPaymentAction = orgAction(
  'linkExternalPayment',
  'payments:resolve',
  z.object({ externalId: z.uuid(), ...targetJob }),
  async (context, input) => void (await linkExternalPayment(context, input)),
)

export const moveToJobAction = orgAction(
  'moveToJob',
  'payments:resolve',
  z.object({ paymentId: z.uuid(), ...targetJob }),
  moveToJob,
)

export const ignoreExternalPaymentAction = orgAction(
  'ignoreExternalPayment',
  'payments:resolve',
  z.object({ externalId: z.uuid(), note: reason }),
  ignoreExternalPayment,
)

export const restoreExternalPaymentAction = orgAction(
  'restoreExternalPayment',
  'payments:resolve',
  z.object({ externalId: z.uuid() }),
  restoreExternalPayment,
)

export const reverseDuplicateAction = orgAction(
  'reverseDuplicate',
  'payments:resolve',
  z.object({ duplicateId: z.uuid() }),
  (context, { duplicateId }) => reverseDuplicate(context, duplicateId),
)
