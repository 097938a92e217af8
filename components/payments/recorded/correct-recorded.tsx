'use client'

import { ListX, NotebookPen } from 'lucide-react'
import { useId, useState } from 'react'
import { useLiveHold } from '@/components/live'
import { Choice } from '@/components/payments/dialog/method-choice'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { Field, Textarea } from '@/components/ui/field'
import { formatCents, formatCentsPlain, parseCents } from '@/lib/money'
import type { ActionResult } from '@/lib/orgs/action'
import { type CorrectRecordedForm, correctProblems } from '@/lib/payments/recorded/typed-entry'
import { CORRECT_WAYS, correctedResult, correctSentence, receivedWords } from '@/lib/payments/words/recorded-words'
import type { RecordedMethod } from '@/prisma/generated/enums'
import { EntryFormFrame, EntryResult } from './entry-dialog'
import { EntryFields } from './entry-fields'
import { type Recorded, type TypedEntry, useEntryForm } from './use-entry-form'

/** The server action, which the page passes in. */
export type CorrectAction = (orgSlug: string, input: CorrectRecordedForm) => Promise<ActionResult<Recorded>>

type Props = {
  orgSlug: string
  entry: {
    id: string
    amountCents: number
    method: RecordedMethod
    reference: string | null
    receivedOn: string
    note: string | null
    receiptEmail: string | null
  }
  /** Whether it can be corrected: it counts, and this person may. */
  offered: boolean
  /** What the job owes once the entry no longer counts, in cents. */
  owedWithoutCents: number
  /** The job’s address for receipts; empty where it has none. */
  jobEmail: string
  /** Today in the company’s zone, YYYY-MM-DD. */
  today: string
  /** Of the counter-entry and of the new entry. Made by the page, so that one form corrects once. */
  formIds: { counter: string; entry: string }
  correctRecorded: CorrectAction
}

/** Corrects an entry: by a counter-entry, and a new entry where it was recorded wrong. */
export function CorrectRecorded(props: Props) {
  const [open, setOpen] = useState(false)
  const { entry, offered } = props
  return (
    <>
      {offered && (
        <Button aria-haspopup="dialog" onClick={() => setOpen(true)}>
          Correct
        </Button>
      )}
      {/* Its result stays on the screen once there is nothing left to correct. */}
      <Dialog
        open={open}
        onOpenChange={setOpen}
        title={`Correct ${formatCents(entry.amountCents)}`}
        description={receivedWords(entry)}
        fullOnPhone
        wide
      >
        <CorrectForm {...props} onClose={() => setOpen(false)} />
      </Dialog>
    </>
  )
}

function CorrectForm({ orgSlug, entry, owedWithoutCents, jobEmail, today, ...props }: Props & { onClose: () => void }) {
  const { correctRecorded, onClose } = props
  const [ids] = useState(props.formIds)
  const [owed] = useState(owedWithoutCents)
  const [again, setAgain] = useState(true)
  const group = useId()
  const inputOf = (typed: TypedEntry, sure: string | null) =>
    ({ ...typed, id: ids.entry, counterId: ids.counter, entryId: entry.id, again, sure }) as CorrectRecordedForm
  const asRecorded = {
    ...{ method: entry.method, reference: entry.reference ?? '', receivedOn: entry.receivedOn, note: entry.note ?? '' },
    ...{ amount: formatCentsPlain(entry.amountCents), receiptEmail: entry.receiptEmail ?? jobEmail },
  }
  const form = useEntryForm({
    prefix: 'correct',
    opened: { ...asRecorded, why: '' },
    check: (typed) => correctProblems(inputOf(again ? typed : { ...typed, ...asRecorded }, null)),
    send: (typed, sure) => correctRecorded(orgSlug, inputOf(again ? typed : { ...typed, ...asRecorded }, sure)),
  })
  const { typed, result } = form
  useLiveHold(result === null)
  const why = form.bind('why')
  const cents = parseCents(typed.amount)
  if (result)
    return (
      <EntryResult
        words={correctedResult(entry.amountCents, again, result.owedCents)}
        receiptHref={again ? `/orgs/${orgSlug}/payments/recorded/${result.id}/receipt` : null}
        onClose={onClose}
      />
    )
  const label = again
    ? `Record ${cents ? formatCents(cents) : 'it'} instead`
    : `Take ${formatCents(entry.amountCents)} out of the balance`
  return (
    <EntryFormFrame form={form} label={label} note={correctSentence(entry.amountCents, entry.receiptEmail, again)}>
      <fieldset className="grid min-w-0 gap-2 sm:grid-cols-2">
        <legend className="mb-1.5 font-medium">What was wrong</legend>
        <Choice
          name={group}
          icon={NotebookPen}
          label={CORRECT_WAYS.again.label}
          checked={again}
          onChoose={() => setAgain(true)}
        >
          {CORRECT_WAYS.again.hint}
        </Choice>
        <Choice
          name={group}
          icon={ListX}
          label={CORRECT_WAYS.never.label}
          checked={!again}
          onChoose={() => setAgain(false)}
        >
          {CORRECT_WAYS.never.hint}
        </Choice>
      </fieldset>
      {again && <EntryFields form={form} owedCents={owed} choices={[]} today={today} jobEmail={jobEmail} />}
      <Field id={why.id} label="Why it’s corrected" hint="Kept in the audit log." error={why.error}>
        <Textarea rows={2} maxLength={500} value={why.value} onChange={(event) => why.onType(event.target.value)} />
      </Field>
    </EntryFormFrame>
  )
}
