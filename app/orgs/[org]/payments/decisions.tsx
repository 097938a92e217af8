'use client'

import { AskDialog } from '@/components/ask-dialog'
import { Button } from '@/components/ui/button'
import { usePress } from '@/components/use-press'
import { formatCents } from '@/lib/money'
import {
  acknowledgeAlertAction,
  ignoreExternalPaymentAction,
  linkExternalPaymentAction,
  restoreExternalPaymentAction,
  reverseDuplicateAction,
} from './actions'

type Props = {
  orgSlug: string
  externalId: string
  amountCents: number
  /** It was voided, failed, or was given or taken back at PaySimple. */
  isOver: boolean
  /** Jobs of a customer of that name, to choose from. */
  jobs: readonly { number: number; title: string }[]
}

/** Links a payment that was made at PaySimple to a job, or sets it aside. */
export function OutsideActions({ orgSlug, externalId, amountCents, isOver, jobs }: Props) {
  const likely = jobs.map(({ number, title }) => `${number} (${title})`).join(', ')
  return (
    <div className="mt-3 flex flex-wrap gap-2">
      <AskDialog
        trigger="Link to a job"
        title={`Link ${formatCents(amountCents)} to a job`}
        fields={[
          {
            name: 'jobNumber',
            label: 'Job number',
            hint: likely
              ? `Jobs of a customer of this name: ${likely}`
              : 'The number at the head of the job, for example 1042.',
          },
          { name: 'note', label: 'Note', optional: true, lines: 2 },
        ]}
        confirmLabel="Link to the job"
        sureOf="jobNumber"
        action={({ jobNumber = '', note = '' }, sure) =>
          linkExternalPaymentAction(orgSlug, { externalId, jobNumber, note, sure })
        }
      >
        <p>
          {isOver
            ? 'It no longer counts in PaySimple. The job lists it, and it doesn’t lower what the job owes.'
            : 'It counts as a payment of that job and lowers what the job owes. Plumbline keeps following it.'}
        </p>
      </AskDialog>
      <AskDialog
        trigger="Ignore"
        triggerVariant="ghost"
        title="Ignore this payment?"
        fields={[{ name: 'note', label: 'Why', lines: 2, hint: 'Kept in the audit log.' }]}
        confirmLabel="Ignore"
        action={({ note = '' }) => ignoreExternalPaymentAction(orgSlug, { externalId, note })}
      >
        <p>It stays in PaySimple and counts for no job here. You can restore it under “Ignored”.</p>
      </AskDialog>
    </div>
  )
}

/** Has a payment that was set aside wait for somebody to decide about it again. */
export function TakeUpAgain({ orgSlug, externalId }: { orgSlug: string; externalId: string }) {
  const { press, pending, problem } = usePress(() => restoreExternalPaymentAction(orgSlug, { externalId }))
  return (
    <div className="flex flex-wrap items-center gap-x-3 gap-y-2">
      <Button pending={pending} onClick={press}>
        Restore
      </Button>
      {problem && (
        <p role="alert" className="text-sm">
          {problem}
        </p>
      )}
    </div>
  )
}

type DuplicateProps = {
  orgSlug: string
  duplicateId: string
  amountCents: number
  /** It can only be refunded by now; before, it is voided. */
  settled: boolean
}

/** Gives the second of two charges back. */
export function ReverseDuplicate({ orgSlug, duplicateId, amountCents, settled }: DuplicateProps) {
  const amount = formatCents(amountCents)
  return (
    <div className="mt-3">
      <AskDialog
        trigger="Reverse the duplicate charge"
        triggerVariant="danger"
        title={`Give ${amount} back?`}
        fields={[]}
        confirmLabel={`${settled ? 'Refund' : 'Void'} ${amount}`}
        action={() => reverseDuplicateAction(orgSlug, { duplicateId })}
      >
        <p>
          {settled
            ? `The customer sees a credit of ${amount} within a few days.`
            : `The pending charge of ${amount} disappears from the customer’s statement within a few days.`}{' '}
          The first charge stays as it is, so the customer has paid once.
        </p>
      </AskDialog>
    </div>
  )
}

/** Takes note of what became of a payment at PaySimple. */
export function TakeNote({ orgSlug, ...of }: { orgSlug: string; paymentId: string; alertAt: string }) {
  return (
    <div className="mt-3">
      <AskDialog
        trigger="Acknowledge"
        title="Acknowledge this?"
        fields={[
          {
            name: 'note',
            label: 'What you’re doing about it',
            optional: true,
            lines: 2,
            hint: 'Kept in the audit log.',
          },
        ]}
        confirmLabel="Acknowledge"
        action={({ note = '' }) => acknowledgeAlertAction(orgSlug, { ...of, note })}
      >
        <p>It goes off this list. Nothing else changes.</p>
      </AskDialog>
    </div>
  )
}
