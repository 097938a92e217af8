'use server'

import { revalidatePath } from 'next/cache'
import { z } from 'zod'
import { orgAction } from '@/lib/action'
import { forOrg } from '@/lib/db'
import type { OrgContext } from '@/lib/orgs/context'
import type { Permission } from '@/lib/orgs/roles'
import { linkOutsidePayment, setOutsideAside, takeUpOutside } from '@/lib/payments/external/external-payments'
import { moveLinkedPayment } from '@/lib/payments/external/move-to-job'
import { reverseDuplicate } from '@/lib/payments/reconcile/duplicate-charges'
import { acceptTornRefund, mendPartialRefund } from '@/lib/payments/reverse/recharge'
import { reversePayment, reversePaymentSchema } from '@/lib/payments/reverse/reverse-payment'
import { takeNote } from '@/lib/payments/review/acknowledge-alert'
import {
  askNow,
  askNowSchema,
  decideCharged,
  decideChargedSchema,
  decideNotCharged,
  decideNotChargedSchema,
} from '@/lib/payments/review/decide-payment'
import { decideReversal, decideReversalSchema } from '@/lib/payments/review/decide-reversal'
import { resultOf } from '@/lib/payments/words/reversal-words'

/** An action after which all of the organization's pages are read anew: what a payment changes is shown in many places. */
const paymentAction = <S extends z.ZodType, T>(
  name: string,
  permission: Permission,
  schema: S,
  run: (context: OrgContext, input: z.output<S>) => Promise<T>,
) =>
  orgAction(name, permission, schema, async (context, input) => {
    const value = await run(context, input)
    revalidatePath(`/orgs/${context.org.slug}`, 'layout')
    return value
  })

/** Voiding and refunding; reversePayment itself asks for the right to refund. */
export const reversePaymentAction = paymentAction(
  'reversePayment',
  'payments:void',
  reversePaymentSchema,
  async (context, input) => {
    const reversal = await reversePayment(context, input)
    return forOrg(context.org.id, async (tx) => {
      const read = (id: string) => tx.payment.findUniqueOrThrow({ where: { orgId_id: { orgId: context.org.id, id } } })
      const charge = reversal.chargeAgainId ? await read(reversal.chargeAgainId) : null
      return resultOf(reversal, await read(reversal.paymentId), charge)
    })
  },
)

/** Asking moves nothing, so everybody may who may give back; a contractor and a bookkeeper both. */
export const askNowAction = paymentAction('askNow', 'payments:void', askNowSchema, (context, { paymentId }) =>
  askNow(context, paymentId),
)

export const decideNotChargedAction = paymentAction(
  'decideNotCharged',
  'payments:resolve',
  decideNotChargedSchema,
  (context, { paymentId, reason }) => decideNotCharged(context, paymentId, reason),
)

export const decideChargedAction = paymentAction(
  'decideCharged',
  'payments:resolve',
  decideChargedSchema,
  decideCharged,
)

export const decideReversalAction = paymentAction(
  'decideReversal',
  'payments:resolve',
  decideReversalSchema,
  decideReversal,
)

export const mendPartialRefundAction = paymentAction(
  'mendPartialRefund',
  'payments:refund',
  z.object({ reversalId: z.uuid() }),
  (context, { reversalId }) => mendPartialRefund(context, reversalId),
)

const note = z.string().trim().max(500, 'At most 500 characters.')
const reason = note.min(5, 'Say in a few words why.')

export const acceptTornRefundAction = paymentAction(
  'acceptTornRefund',
  'payments:refund',
  z.object({ reversalId: z.uuid(), reason }),
  (context, input) => acceptTornRefund(context, input.reversalId, input.reason),
)

export const takeNoteAction = paymentAction(
  'takeNote',
  'payments:refund',
  z.object({ paymentId: z.uuid(), noticeAt: z.iso.datetime().transform((text) => new Date(text)), note }),
  takeNote,
)

/** The job that a payment made at PaySimple is to belong to, as it was typed. `sure`: what was said to be odd about it. */
const receiving = {
  jobNumber: z
    .string()
    .trim()
    .regex(/^#?[1-9]\d{0,8}$/, 'Enter the job’s number, or choose the job.')
    .transform((text) => Number(text.replace('#', ''))),
  note,
  sure: z.string().nullable(),
}

export const linkOutsidePaymentAction = paymentAction(
  'linkOutsidePayment',
  'payments:resolve',
  z.object({ outsideId: z.uuid(), ...receiving }),
  async (context, input) => void (await linkOutsidePayment(context, input)),
)

export const moveLinkedPaymentAction = paymentAction(
  'moveLinkedPayment',
  'payments:resolve',
  z.object({ paymentId: z.uuid(), ...receiving }),
  moveLinkedPayment,
)

export const setOutsideAsideAction = paymentAction(
  'setOutsideAside',
  'payments:resolve',
  z.object({ outsideId: z.uuid(), note: reason }),
  setOutsideAside,
)

export const takeUpOutsideAction = paymentAction(
  'takeUpOutside',
  'payments:resolve',
  z.object({ outsideId: z.uuid() }),
  takeUpOutside,
)

export const reverseDuplicateAction = paymentAction(
  'reverseDuplicate',
  'payments:resolve',
  z.object({ duplicateId: z.uuid() }),
  (context, { duplicateId }) => reverseDuplicate(context, duplicateId),
)
