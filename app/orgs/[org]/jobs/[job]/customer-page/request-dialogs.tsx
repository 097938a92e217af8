'use client'

import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { useFieldArray } from 'react-hook-form'
import { ActionForm, FormSummary, TextareaField, TextField } from '@/components/form'
import { Problem } from '@/components/problem'
import { SubmitButtons } from '@/components/submit-buttons'
import { ConfirmDialog } from '@/components/ui/confirm-dialog'
import { Dialog } from '@/components/ui/dialog'
import { Field, Select } from '@/components/ui/field'
import { UNSAVED } from '@/components/unsaved-guard'
import { useActionForm } from '@/components/use-action-form'
import { usePress } from '@/components/use-press'
import { formatCents, formatCentsPlain } from '@/lib/money'
import { type RequestPaymentForm, requestPaymentSchema } from '@/lib/requests/schema'
import { cancelRequestAction, requestPaymentAction } from './actions'
import { PeopleFields } from './people-fields'

/** Something that can be asked for. `partId` is empty for an amount. */
export type AskChoice = { id: string; partId: string; label: string; cents: number }

export type RequestPaymentProps = {
  orgSlug: string
  jobId: string
  /** Whom it goes to first. No email: they haven't given one. */
  person: { name: string; email: string | null }
  /** What is due now and the open parts, the first one chosen; empty where any amount may be asked for alone. */
  choices: readonly AskChoice[]
  /** The most that may be asked for, in cents. */
  owedCents: number
  /** Today in the company’s zone, YYYY-MM-DD. */
  today: string
  /** Made by the page: pressing twice asks once. */
  requestId: string
  /** Told what was asked for. */
  onAsked: (said: string) => void
  onClose: () => void
}

const CLOSE = {
  title: 'Close without asking?',
  what: 'Nothing is sent, and what you typed is lost.',
  ...{ stay: 'Keep writing', go: 'Close' },
}
const OTHER = 'other'

/** What is asked for, by when, of whom, and what to say with it. */
export function RequestPaymentDialog({ orgSlug, jobId, person, owedCents, today, ...props }: RequestPaymentProps) {
  const { requestId, onAsked, onClose } = props
  const router = useRouter()
  // Of one opening.
  const [id] = useState(requestId)
  const [choices] = useState(props.choices)
  const [first] = choices
  const [chosen, setChosen] = useState(first?.id ?? OTHER)
  const { form, submit, bind, failure, pending, sending, isUnsaved } = useActionForm<RequestPaymentForm, void>({
    schema: requestPaymentSchema,
    defaultValues: {
      ...{ jobId, requestId: id, message: '', dueOn: today },
      people: [{ name: person.name, email: person.email ?? '' }],
      ...{ partId: first?.partId ?? '', amount: formatCentsPlain(first?.cents ?? owedCents) },
    },
    action: (input) => requestPaymentAction(orgSlug, input),
    onSaved: () => {
      const to = form.getValues('people').map(({ email }) => email)
      onAsked(`The request is on its way to ${to.join(', ')}.`)
      onClose()
      router.refresh()
    },
  })
  const { fields, append, remove } = useFieldArray({ control: form.control, name: 'people' })
  const choose = (next: string) => {
    const choice = choices.find((each) => each.id === next)
    setChosen(next)
    form.setValue('partId', choice?.partId ?? '', { shouldDirty: true })
    form.setValue('amount', choice ? formatCentsPlain(choice.cents) : '', { shouldDirty: true })
  }
  return (
    <Dialog
      title="Ask for a payment"
      description="By email, with a link to this job’s page. Reminders follow as Settings, Deposits and reminders says."
      closing={isUnsaved ? { close: CLOSE, leave: UNSAVED } : null}
      pending={sending}
      onClose={onClose}
    >
      <ActionForm onSubmit={submit}>
        <FormSummary failure={failure} />
        {choices.length > 0 && (
          <Field label="What for" id="ask-for">
            <Select value={chosen} onChange={(event) => choose(event.target.value)}>
              {choices.map((choice) => (
                <option key={choice.id} value={choice.id}>
                  {`${choice.label}: ${formatCents(choice.cents)}`}
                </option>
              ))}
              <option value={OTHER}>Another amount</option>
            </Select>
          </Field>
        )}
        {chosen === OTHER && (
          <TextField
            label="Amount"
            hint={`At most ${formatCents(owedCents)}, which is owed.`}
            inputMode="decimal"
            numeric
            className="max-w-56"
            binding={bind('amount')}
          />
        )}
        <TextField label="Due by" type="date" min={today} className="max-w-56" binding={bind('dueOn')} />
        <PeopleFields
          fields={fields}
          onAdd={(at) => append({ name: '', email: '' }, { focusName: `people.${at}.name` })}
          onRemove={remove}
          bind={bind}
        />
        <TextareaField
          label="Message"
          optional
          rows={4}
          hint="Stands above the button. Links in it are taken out."
          binding={bind('message')}
        />
        <SubmitButtons pending={pending} label="Ask" />
      </ActionForm>
    </Dialog>
  )
}

type CancelProps = { orgSlug: string; requestId: string; what: string; onClose: () => void }

/** Asks before a request ends. */
export function CancelRequestDialog({ orgSlug, requestId, what, onClose }: CancelProps) {
  const { press, pending, problem } = usePress(() => cancelRequestAction(orgSlug, { requestId }), { onDone: onClose })
  return (
    <ConfirmDialog
      open
      onOpenChange={(isOpen) => !isOpen && onClose()}
      title={`Cancel the request for ${what}?`}
      cancelLabel="Keep it"
      confirmLabel="Cancel the request"
      pending={pending}
      onConfirm={press}
    >
      <p>
        The customer’s page no longer asks for it, and no reminder follows. The email that asked stays where it arrived.
        What is owed doesn’t change.
      </p>
      <Problem className="mt-3">{problem}</Problem>
    </ConfirmDialog>
  )
}
