'use client'

import { useId, useState } from 'react'
import { ListX, NotebookPen, Undo2 } from '@/components/icons/states'
import { Choice } from '@/components/payments/dialog/method-choice'
import { Field, Input, Textarea } from '@/components/ui/field'
import { formatCents, formatCentsPlain, parseCents } from '@/lib/money'
import type { ActionResult } from '@/lib/orgs/action'
import { type CorrectRecordedForm, correctProblems } from '@/lib/payments/recorded/typed-entry'
import { type CorrectWay, WAYS } from '@/lib/payments/rules/recorded'
import { CORRECT_WAYS, correctedResult, correctSentence, receivedWords } from '@/lib/payments/words/recorded-words'
import { CLOSING } from '@/lib/payments/words/screen'
import type { RecordedMethod } from '@/prisma/generated/enums'
import { EntryDialog, EntryFormFrame } from './entry-dialog'
import { EntryFields } from './entry-fields'
import { type Recorded, type TypedEntry, useEntryForm } from './use-entry-form'

const ICONS = { again: NotebookPen, never: ListX, came_back: Undo2 } as const

/** The server action, which the page passes in. */
export type CorrectAction = (orgSlug: string, input: CorrectRecordedForm) => Promise<ActionResult<Recorded>>

export type CorrectRecordedProps = {
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
  /** Whether this person may record it again with the right facts. */
  mayRecord: boolean
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

type Props = CorrectRecordedProps & { onClose: () => void }

/** The dialog that corrects an entry: by a counter-entry, and a new entry where it was recorded wrong. */
export function CorrectDialog({ orgSlug, entry, owedWithoutCents, jobEmail, today, ...props }: Props) {
  const { correctRecorded, mayRecord, onClose } = props
  const [ids] = useState(props.formIds)
  const [owed] = useState(owedWithoutCents)
  const [way, setWay] = useState<CorrectWay>(mayRecord ? 'again' : 'never')
  const again = way === 'again'
  const group = useId()
  const inputOf = (typed: TypedEntry, sure: string | null) => {
    const cameBackOn = way === 'came_back' ? (typed.cameBackOn ?? '') : null
    const input = { ...typed, id: ids.entry, counterId: ids.counter, entryId: entry.id, way, cameBackOn, sure }
    return input as CorrectRecordedForm
  }
  const asRecorded = {
    ...{ method: entry.method, reference: entry.reference ?? '', receivedOn: entry.receivedOn, note: entry.note ?? '' },
    ...{ amount: formatCentsPlain(entry.amountCents), receiptEmail: entry.receiptEmail ?? jobEmail },
  }
  const form = useEntryForm({
    prefix: 'correct',
    closing: CLOSING.correct,
    opened: { ...asRecorded, why: '', cameBackOn: today },
    check: (typed) => correctProblems(inputOf(again ? typed : { ...typed, ...asRecorded }, null)),
    send: (typed, sure) => correctRecorded(orgSlug, inputOf(again ? typed : { ...typed, ...asRecorded }, sure)),
  })
  const { typed } = form
  const why = form.bind('why')
  const cameBackOn = form.bind('cameBackOn')
  const cents = parseCents(typed.amount)
  const label = again
    ? `Record ${cents ? formatCents(cents) : 'it'} instead`
    : `Take ${formatCents(entry.amountCents)} out of the balance`
  return (
    <EntryDialog
      title={`Correct ${formatCents(entry.amountCents)}`}
      description={receivedWords(entry)}
      form={form}
      onClose={onClose}
      recorded={({ id, owedCents }) => ({
        words: correctedResult(entry.amountCents, way, owedCents),
        receiptHref: again ? `/orgs/${orgSlug}/payments/recorded/${id}/receipt` : null,
      })}
    >
      <EntryFormFrame form={form} label={label} note={correctSentence(entry.amountCents, entry.receiptEmail, way)}>
        <fieldset className={`grid min-w-0 gap-2 ${mayRecord ? 'sm:grid-cols-3' : 'sm:grid-cols-2'}`}>
          <legend className="mb-1.5 font-medium">What happened</legend>
          {WAYS.filter((each) => each !== 'again' || mayRecord).map((each) => (
            <Choice
              key={each}
              name={group}
              icon={ICONS[each]}
              label={CORRECT_WAYS[each].label}
              checked={way === each}
              onChoose={() => {
                setWay(each)
                form.changed('way')
              }}
            >
              {CORRECT_WAYS[each].hint}
            </Choice>
          ))}
        </fieldset>
        {again && <EntryFields form={form} owedCents={owed} choices={[]} today={today} jobEmail={jobEmail} />}
        {way === 'came_back' && (
          <Field id={cameBackOn.id} label="Came back on" hint="The day the money left." error={cameBackOn.error}>
            <Input
              type="date"
              min={entry.receivedOn}
              max={today}
              value={cameBackOn.value ?? ''}
              onChange={(event) => cameBackOn.onType(event.target.value)}
            />
          </Field>
        )}
        <Field id={why.id} label="Why it’s corrected" hint="Kept in the audit log." error={why.error}>
          <Textarea rows={2} maxLength={500} value={why.value} onChange={(event) => why.onType(event.target.value)} />
        </Field>
      </EntryFormFrame>
    </EntryDialog>
  )
}
