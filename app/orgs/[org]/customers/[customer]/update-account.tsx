'use client'

import type { ReactNode } from 'react'
import { FormSummary, SelectField, TextField } from '@/components/form'
import { Button } from '@/components/ui/button'
import { CloseButton, Dialog } from '@/components/ui/dialog'
import { DialogButtons } from '@/components/ui/dialog-buttons'
import { useActionForm } from '@/components/use-action-form'
import type { SavedAccount } from '@/lib/payment-accounts/saved'
import { updateBankSchema, updateCardSchemaOn } from '@/lib/payment-accounts/schema'
import { CLOSING } from '@/lib/payments/words/screen'
import { updateBankAction, updateCardAction } from './account-actions'

/** A saved account with the day it was saved in words, in the organization's zone, and the server's day, YYYY-MM-DD. */
export type ListedAccount = Omit<SavedAccount, 'savedAt'> & { savedOn: string; today: string }

type Props = {
  orgSlug: string
  customerId: string
  account: ListedAccount
  onClose: () => void
  onSaved: () => void
}

/** Changes what PaySimple lets us change about a saved account. A new number is a new account. */
export function UpdateAccount(props: Props) {
  return props.account.method === 'card' ? <CardForm {...props} /> : <BankForm {...props} />
}

type FrameProps = Pick<Props, 'account' | 'onClose'> & {
  form: Pick<ReturnType<typeof useActionForm>, 'submit' | 'failure' | 'pending' | 'sending' | 'isUnsaved'>
  children: ReactNode
}

function Frame({ account, onClose, form, children }: FrameProps) {
  const { submit, failure, pending, sending, isUnsaved } = form
  return (
    <Dialog
      closing={isUnsaved ? CLOSING.save : null}
      pending={sending}
      onClose={onClose}
      title={`Update ${account.label} ${account.lastFour}`}
      description={
        account.method === 'card'
          ? 'If the card number changed, save the new card with the next payment instead.'
          : 'If the account number changed, save the new account with the next payment instead.'
      }
    >
      <form method="post" noValidate autoComplete="off" className="flex flex-col gap-5" onSubmit={submit}>
        <FormSummary failure={failure} />
        {children}
        <DialogButtons>
          <Button type="submit" variant="primary" pending={pending}>
            Save
          </Button>
          <CloseButton>Cancel</CloseButton>
        </DialogButtons>
      </form>
    </Dialog>
  )
}

function CardForm({ orgSlug, customerId, account, onClose, onSaved }: Props) {
  const { bind, ...form } = useActionForm({
    schema: updateCardSchemaOn(() => account.today),
    defaultValues: {
      ...{ customerId, accountId: account.id, billingZip: '' },
      expiry: account.expiry?.replace(/^(\d\d)\/\d\d(\d\d)$/, '$1 / $2') ?? '',
    },
    action: (input) => updateCardAction(orgSlug, input),
    onSaved,
  })
  return (
    <Frame account={account} onClose={onClose} form={form}>
      <TextField
        label="Expiration date"
        hint="MM / YY, as shown on the card."
        inputMode="numeric"
        className="tabular-nums"
        binding={bind('expiry')}
      />
      <TextField
        label="Billing ZIP code"
        hint="Leave blank to keep the one PaySimple has."
        optional
        autoCapitalize="characters"
        binding={bind('billingZip')}
      />
    </Frame>
  )
}

function BankForm({ orgSlug, customerId, account, onClose, onSaved }: Props) {
  const accountType = account.label.endsWith(' savings') ? ('savings' as const) : ('checking' as const)
  const { bind, ...form } = useActionForm({
    schema: updateBankSchema,
    defaultValues: { customerId, accountId: account.id, accountType },
    action: (input) => updateBankAction(orgSlug, input),
    onSaved,
  })
  return (
    <Frame account={account} onClose={onClose} form={form}>
      <SelectField label="Account type" binding={bind('accountType')}>
        <option value="checking">Checking</option>
        <option value="savings">Savings</option>
      </SelectField>
    </Frame>
  )
}
