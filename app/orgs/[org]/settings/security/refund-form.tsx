'use client'

import { TextField } from '@/components/form'
import { SavedForm } from '@/components/saved-form'
import { refundAmountSchema } from '@/lib/second-step/rule-schema'
import { setRefundAmountAction } from './actions'

/** Above how much a refund asks for the second step. */
export function RefundForm({ orgSlug, amount }: { orgSlug: string; amount: string }) {
  return (
    <SavedForm
      schema={refundAmountSchema}
      defaultValues={{ amount }}
      action={(input: { amount: string }) => setRefundAmountAction(orgSlug, input)}
      save="Save amount"
    >
      {(bind) => (
        <TextField
          label="Ask for the second step above"
          hint="0.00 asks for every refund."
          inputMode="decimal"
          numeric
          className="max-w-72"
          binding={bind('amount')}
        />
      )}
    </SavedForm>
  )
}
