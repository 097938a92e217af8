'use client'

import { useEffect, useState } from 'react'
import { formatCents, formatCentsPlain, parseCents } from '@/lib/money'
import { newId } from '@/lib/new-id'
import type { ActionResult } from '@/lib/orgs/action'
import { entryProblems, type RecordPaymentForm } from '@/lib/payments/recorded/typed-entry'
import type { Balance } from '@/lib/payments/rules/balance'
import { plainReference } from '@/lib/payments/rules/recorded'
import { amountChoices } from '@/lib/payments/take/amount-choices'
import type { AskedAmounts } from '@/lib/payments/take/asked-amounts'
import { RECORD_NOTE, recordedResult } from '@/lib/payments/words/recorded-words'
import { CLOSING } from '@/lib/payments/words/screen'
import { EntryDialog, EntryFormFrame } from './entry-dialog'
import { EntryFields } from './entry-fields'
import { type Recorded, type TypedEntry, useEntryForm } from './use-entry-form'

/** The server action, which the page passes in. */
export type RecordAction = (orgSlug: string, input: RecordPaymentForm) => Promise<ActionResult<Recorded>>

export type RecordPaymentProps = {
  orgSlug: string
  job: { number: number; title: string; email: string }
  balance: Balance
  /** The company's own; null where it asks for none. */
  depositPercent: number | null
  /** What the signed schedule asks for; null without one. */
  asked: AskedAmounts | null
  /** Today in the company’s zone, YYYY-MM-DD. */
  today: string
  /** Made by the page, so that one form records once. */
  formId: string
  recordPayment: RecordAction
  /** @param nextId of the next form, while the page isn't read again */
  onRecorded: (nextId: string) => void
}

type Props = RecordPaymentProps & { onClose: () => void }

/** The dialog that records a check, cash or another payment. A form that has recorded is followed by one with another id. */
export function RecordPaymentDialog({ orgSlug, job, balance, depositPercent, asked, today, formId, ...props }: Props) {
  const { recordPayment, onRecorded, onClose } = props
  const [id] = useState(formId)
  const [opened] = useState(balance)
  const [choices] = useState(() => amountChoices(balance, depositPercent, asked))
  const inputOf = (typed: TypedEntry, sure: string | null) =>
    ({ ...typed, id, jobNumber: job.number, sure }) as RecordPaymentForm
  const form = useEntryForm({
    prefix: 'record',
    closing: CLOSING.record,
    opened: {
      amount: opened.owedCents > 0 ? formatCentsPlain(asked?.due.cents || opened.owedCents) : '',
      ...{ method: 'check', reference: '', receivedOn: today, note: '', why: '', receiptEmail: job.email },
    },
    check: (typed) => entryProblems(inputOf(typed, null)),
    send: async (typed, sure) => {
      const result = await recordPayment(orgSlug, inputOf(typed, sure))
      if (result.ok) onRecorded(newId())
      return result
    },
  })
  const { typed } = form
  useEffect(() => {
    // On a touch screen the keyboard would cover a form that nobody has read yet.
    if (matchMedia('(pointer: coarse)').matches) return
    const amount = document.getElementById('record-amount')
    if (!(amount instanceof HTMLInputElement)) return
    amount.focus()
    amount.select()
  }, [])
  const cents = parseCents(typed.amount)
  return (
    <EntryDialog
      title="Record a payment"
      description={`Job ${job.number}, ${job.title}`}
      form={form}
      onClose={onClose}
      recorded={({ id: recordedId, owedCents }) => ({
        words: recordedResult(
          {
            amountCents: cents ?? 0,
            method: typed.method || 'other',
            reference: plainReference(typed.reference) || null,
          },
          owedCents,
        ),
        receiptHref: `/orgs/${orgSlug}/payments/recorded/${recordedId}/receipt`,
      })}
    >
      <EntryFormFrame form={form} label={cents ? `Record ${formatCents(cents)}` : 'Record'} note={RECORD_NOTE}>
        <EntryFields form={form} owedCents={opened.owedCents} choices={choices} today={today} jobEmail={job.email} />
      </EntryFormFrame>
    </EntryDialog>
  )
}
