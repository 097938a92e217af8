'use client'

import type { ComponentProps, ReactNode } from 'react'
import { ConfirmButton, ConfirmSummary } from '@/components/confirm-button'
import { FileText } from '@/components/icons/paying'
import { CircleCheck } from '@/components/icons/ui'
import { FormFoot, MoneyForm } from '@/components/payments/money-form'
import { Button, ButtonLink } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { DialogButtons } from '@/components/ui/dialog-buttons'
import { useResultFocus } from '@/components/ui/use-result-focus'
import { useRefresh } from '@/components/use-refresh'
import { VIEW_RECEIPT } from '@/lib/payments/words/screen'
import type { EntryForm, Recorded } from './use-entry-form'

type DialogProps = Pick<ComponentProps<typeof Dialog>, 'title' | 'description' | 'onClose'> & {
  form: EntryForm
  /** What is shown once it is recorded: words, and the receipt of the entry that has one now. */
  recorded: (result: Recorded) => Pick<ResultProps, 'words' | 'receiptHref'>
  /** An EntryFormFrame. */
  children: ReactNode
}

/** A dialog that records: its form, and then what was recorded. */
export function EntryDialog({ form, recorded, children, onClose, ...props }: DialogProps) {
  const { closing, pending, result } = form
  const refresh = useRefresh()
  const close = () => {
    onClose()
    if (result) refresh()
  }
  return (
    <Dialog {...props} closing={closing} pending={pending} onClose={close} fullOnPhone wide>
      {result ? <EntryResult {...recorded(result)} onClose={close} /> : children}
    </Dialog>
  )
}

type FormProps = {
  form: EntryForm
  /** The button: what it does, with the amount. */
  label: string
  /** What recording does and doesn’t do, under the button. */
  note: string
  children: ReactNode
}

/** A form that records. Enter goes from field to field; only a press of the button records. */
export function EntryFormFrame({ form, label, note, children }: FormProps) {
  const { failure, pending, submit } = form
  return (
    <MoneyForm className="flex flex-col gap-4">
      <ConfirmSummary failure={failure} label={label} />
      <fieldset disabled={pending} className="flex min-w-0 flex-col gap-4">
        {children}
      </fieldset>
      <FormFoot>
        <ConfirmButton
          data-moves-money
          label={label}
          question={failure?.question ?? null}
          size="lg"
          pending={pending}
          className="w-full px-3! whitespace-normal! max-sm:text-base!"
          onClick={() => void submit()}
        />
        <p className="text-center text-sm text-balance text-ink-muted">{note}</p>
      </FormFoot>
    </MoneyForm>
  )
}

type ResultProps = {
  words: { title: string; what: string }
  /** Of the entry that has one now. */
  receiptHref: string | null
  onClose: () => void
}

/** What was recorded, in place of the form. */
function EntryResult({ words, receiptHref, onClose }: ResultProps) {
  const heading = useResultFocus()
  return (
    <div className="flex flex-col gap-6">
      <div className="-mx-5 -mt-5 bg-success-wash px-5 py-6 sm:-mx-6 sm:px-6">
        <h3
          ref={heading}
          tabIndex={-1}
          className="flex items-center gap-2 text-2xl leading-tight font-semibold tracking-tight text-success outline-none"
        >
          <CircleCheck className="size-6 shrink-0" />
          {words.title}
        </h3>
        <p className="mt-2">{words.what}</p>
      </div>
      <DialogButtons>
        <Button variant="primary" size="lg" onClick={onClose}>
          Done
        </Button>
        {receiptHref && (
          <ButtonLink size="lg" href={receiptHref}>
            <FileText className="size-5" />
            {VIEW_RECEIPT}
          </ButtonLink>
        )}
      </DialogButtons>
    </div>
  )
}
