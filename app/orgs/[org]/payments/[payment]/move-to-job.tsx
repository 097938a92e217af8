'use client'

import { AskDialog } from '@/components/ask-dialog'
import { formatCents } from '@/lib/money'
import { moveSentence } from '@/lib/payments/words/screen'
import { moveToJobAction } from '../actions'

type Props = {
  orgSlug: string
  paymentId: string
  amountCents: number
  /** The job it is on now. */
  jobNumber: number
  /** Whether it lowers what is owed: it wasn’t voided, refunded, returned or charged back. */
  counts: boolean
}

/** Moves a payment made in PaySimple from the job it was linked to to another one. */
export function MoveToJob({ orgSlug, paymentId, amountCents, jobNumber, counts }: Props) {
  const amount = formatCents(amountCents)
  return (
    <AskDialog
      trigger="Move to another job"
      title={`Move ${amount} to another job`}
      fields={[
        { name: 'jobNumber', label: 'Job number', hint: 'The number at the head of the job, for example 1042.' },
        { name: 'note', label: 'Why', optional: true, lines: 2, hint: 'Kept in the audit log.' },
      ]}
      confirmLabel="Move it to the job"
      sureOf="jobNumber"
      action={({ jobNumber = '', note = '' }, sure) => moveToJobAction(orgSlug, { paymentId, jobNumber, note, sure })}
    >
      <p>{moveSentence(jobNumber, counts)}</p>
    </AskDialog>
  )
}
