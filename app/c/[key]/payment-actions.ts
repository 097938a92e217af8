'use server'

import { after } from 'next/server'
import { z } from 'zod'
import { linkAction } from '@/lib/customer-links/link-action'
import { accountIn } from '@/lib/language/account-words'
import { loadCustomerForm } from '@/lib/payments/take/by-customer'
import { customerPaymentSchema, ofLink } from '@/lib/payments/take/schema'
import { takePayment } from '@/lib/payments/take/take-payment'
import { warmUpPayment } from '@/lib/payments/take/warm-up'
import { earlierForCustomer, forCustomer } from '@/lib/payments/words/customer-view'

/** The link says all. */
const nothing: z.ZodType<object, object> = z.object({})

export const loadCustomerPaymentFormAction = linkAction(
  'loadCustomerPaymentForm',
  nothing,
  async (context, _, words) => {
    const form = await loadCustomerForm(context)
    if (!form.blocked) after(() => warmUpPayment(context, context.link.job.number))
    const { known } = words
    const { asked, savedAccounts, blockedWords } = form
    return {
      ...form,
      asked: asked && {
        due: { ...asked.due, hint: known(asked.due.hint) },
        next: { ...asked.next, hint: known(asked.next.hint) },
      },
      blockedWords: blockedWords && { title: known(blockedWords.title), what: known(blockedWords.what) },
      savedAccounts: savedAccounts.map((each) => ({ ...each, label: accountIn(words, each.label) })),
    }
  },
)

export const makeCustomerPaymentAction = linkAction(
  'makeCustomerPayment',
  customerPaymentSchema,
  async (context, input, words) => {
    const { number } = context.link.job
    const payment = await takePayment(context, ofLink(input, number))
    if (input.source.method !== 'saved') after(() => warmUpPayment(context, number))
    return payment.state === 'repeat'
      ? { ...payment, earlier: earlierForCustomer(payment.earlier, words) }
      : forCustomer(payment, words)
  },
)
