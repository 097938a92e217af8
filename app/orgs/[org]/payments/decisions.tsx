'use client'

import { AskDialog } from '@/components/ask-dialog'
import { Problem } from '@/components/problem'
import { Button } from '@/components/ui/button'
import { usePress } from '@/components/use-press'
import { formatCents } from '@/lib/money'
import { ACKNOWLEDGE, IGNORE, linkSentence, reverseDuplicateSentence } from '@/lib/payments/words/alert-words'
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
  /** It took no money, or the money was voided or refunded. */
  isOver: boolean
  /** Jobs of a customer of that name, to choose from. */
  jobs: readonly { number: number; title: string }[]
}

/** Links a payment made in PaySimple to a job, or ignores it. */
export function ExternalActions({ orgSlug, externalId, amountCents, isOver, jobs }: Props) {
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
        <p>{linkSentence(isOver)}</p>
      </AskDialog>
      <AskDialog
        trigger="Ignore"
        triggerVariant="ghost"
        title="Ignore this payment?"
        fields={[{ name: 'note', label: 'Why', lines: 2, hint: 'Kept in the audit log.' }]}
        confirmLabel="Ignore"
        action={({ note = '' }) => ignoreExternalPaymentAction(orgSlug, { externalId, note })}
      >
        <p>{IGNORE}</p>
      </AskDialog>
    </div>
  )
}

/** Restores an ignored payment, so that it waits for a decision again. */
export function RestoreExternal({ orgSlug, externalId }: { orgSlug: string; externalId: string }) {
  const { press, pending, problem } = usePress(() => restoreExternalPaymentAction(orgSlug, { externalId }))
  return (
    <div className="flex flex-wrap items-center gap-x-3 gap-y-2">
      <Button pending={pending} onClick={press}>
        Restore
      </Button>
      <Problem className="text-sm">{problem}</Problem>
    </div>
  )
}

type DuplicateProps = {
  orgSlug: string
  duplicateId: string
  amountCents: number
  /** It has settled, so it is refunded; before, it is voided. */
  settled: boolean
}

/** Voids or refunds a duplicate charge. */
export function ReverseDuplicate({ orgSlug, duplicateId, amountCents, settled }: DuplicateProps) {
  const amount = formatCents(amountCents)
  return (
    <div className="mt-3">
      <AskDialog
        trigger="Reverse the duplicate charge"
        triggerVariant="danger"
        title={`${settled ? 'Refund' : 'Void'} the duplicate charge?`}
        fields={[]}
        confirmLabel={`${settled ? 'Refund' : 'Void'} ${amount}`}
        action={() => reverseDuplicateAction(orgSlug, { duplicateId })}
      >
        <p>{reverseDuplicateSentence(amountCents, settled)}</p>
      </AskDialog>
    </div>
  )
}

/** Acknowledges an alert. */
export function AcknowledgeAlert({ orgSlug, ...of }: { orgSlug: string; paymentId: string; alertAt: string }) {
  return (
    <div className="mt-3">
      <AskDialog
        trigger={ACKNOWLEDGE.button}
        title={ACKNOWLEDGE.title}
        fields={[
          {
            name: 'note',
            label: 'What you’re doing about it',
            optional: true,
            lines: 2,
            hint: 'Kept in the audit log.',
          },
        ]}
        confirmLabel={ACKNOWLEDGE.button}
        action={({ note = '' }) => acknowledgeAlertAction(orgSlug, { ...of, note })}
      >
        <p>{ACKNOWLEDGE.what}</p>
      </AskDialog>
    </div>
  )
}
