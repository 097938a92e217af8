'use client'

import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { useFieldArray } from 'react-hook-form'
import { ActionForm, FormSummary, TextareaField } from '@/components/form'
import { SubmitButtons } from '@/components/submit-buttons'
import { Dialog } from '@/components/ui/dialog'
import { UNSAVED } from '@/components/unsaved-guard'
import { useActionForm } from '@/components/use-action-form'
import { type SendLinkForm, sendLinkSchema } from '@/lib/customer-links/schema'
import { sendLinkAction } from './actions'
import { PeopleFields } from './people-fields'

export type EmailLinkProps = {
  orgSlug: string
  jobId: string
  /** What it's sent for: "proposal"; left out for the whole page. */
  document?: { id: string; name: string }
  /** Where it can be signed: the version, and whether nobody was asked to sign it before. */
  sign?: { versionNumber: number; isFirst: boolean }
  /** Whom it goes to first. No email: they haven't given one. */
  person: { name: string; email: string | null }
  /** Made by the page: pressing twice sends once. */
  requestId: string
  /** Told to whom it's on its way. */
  onSent: (said: string) => void
  onClose: () => void
}

const CLOSE = {
  title: 'Close without sending?',
  what: 'Nothing is sent, and what you typed is lost.',
  ...{ stay: 'Keep writing', go: 'Close' },
}

/** To whom, and what to say with it. */
export function EmailLinkDialog({
  orgSlug,
  jobId,
  document,
  sign,
  person,
  requestId,
  onSent,
  onClose,
}: EmailLinkProps) {
  const router = useRouter()
  const [id] = useState(requestId) // of one opening
  const [theySign, setTheySign] = useState(true)
  const [company, setCompany] = useState(sign?.isFirst === true)
  const [inOrder, setInOrder] = useState(false)
  const [asksWhenSigned, setAsksWhenSigned] = useState(false)
  const { form, submit, bind, failure, pending, sending, isUnsaved } = useActionForm<SendLinkForm, void>({
    schema: sendLinkSchema,
    defaultValues: {
      ...{ jobId, requestId: id, message: '', people: [{ name: person.name, email: person.email ?? '' }] },
      ...(document && { documentId: document.id }),
    },
    action: (input) => {
      const { versionNumber } = sign ?? {}
      const asks = versionNumber !== undefined && theySign
      return sendLinkAction(orgSlug, {
        ...input,
        ...(asks && { sign: { versionNumber, company, inOrder, asksWhenSigned } }),
      })
    },
    onSaved: () => {
      onSent(
        `On its way to ${form
          .getValues('people')
          .map(({ email }) => email)
          .join(', ')}.`,
      )
      onClose()
      router.refresh()
    },
  })
  const { fields, append, remove } = useFieldArray({ control: form.control, name: 'people' })
  return (
    <Dialog
      title={document ? `Email the ${document.name}` : 'Email the link'}
      description="Each person gets a link of their own, which opens this job’s page without an account."
      closing={isUnsaved ? { close: CLOSE, leave: UNSAVED } : null}
      pending={sending}
      onClose={onClose}
    >
      <ActionForm onSubmit={submit}>
        <FormSummary failure={failure} />
        <PeopleFields
          fields={fields}
          onAdd={(at) => append({ name: '', email: '' }, { focusName: `people.${at}.name` })}
          onRemove={remove}
          bind={bind}
        />
        {sign && (
          <fieldset className="flex flex-col">
            <legend className="font-medium">Signatures</legend>
            <Check label="They sign it" checked={theySign} onChange={setTheySign} />
            {theySign && <Check label="Your company signs it, too" checked={company} onChange={setCompany} />}
            {theySign && (fields.length > 1 || company) && (
              <Check label="One after the other, in this order" checked={inOrder} onChange={setInOrder} />
            )}
            {theySign && (
              <Check
                label="Ask for the payment that is due when all have signed"
                checked={asksWhenSigned}
                onChange={setAsksWhenSigned}
              />
            )}
          </fieldset>
        )}
        <TextareaField
          label="Message"
          optional
          rows={5}
          hint="Stands above the button. Links in it are taken out."
          binding={bind('message')}
        />
        <SubmitButtons pending={pending} label="Send" />
      </ActionForm>
    </Dialog>
  )
}

type CheckProps = { label: string; checked: boolean; onChange: (checked: boolean) => void }

const Check = ({ label, checked, onChange }: CheckProps) => (
  <label className="flex min-h-11 items-center gap-3">
    <input
      type="checkbox"
      className="size-5 shrink-0 accent-accent"
      checked={checked}
      onChange={({ target }) => onChange(target.checked)}
    />
    {label}
  </label>
)
