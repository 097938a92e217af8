'use client'

import { AskDialog } from '@/components/ask-dialog'
import { Link } from '@/components/link'
import { Alert } from '@/components/ui/alert'
import { formatCents } from '@/lib/money'
import type { ActionResult } from '@/lib/orgs/action'
import {
  type IncompleteRefund as Incomplete,
  incompleteRefundWords,
  leaveRefundSentence,
} from '@/lib/payments/words/reversal/incomplete-refund'
import { CHARGED_BY_OTHERS, FIXED_BY_OTHERS, rechargeSentence } from '@/lib/payments/words/screen'

/** The two server actions that the alert calls; the pages pass them in. */
export type IncompleteRefundActions = {
  completePartialRefund: (orgSlug: string, input: { reversalId: string }) => Promise<ActionResult<unknown>>
  acceptIncompleteRefund: (
    orgSlug: string,
    input: { reversalId: string; reason: string },
  ) => Promise<ActionResult<unknown>>
}

type Props = IncompleteRefundActions & {
  orgSlug: string
  incomplete: Incomplete
  amountCents: number
  /** "Visa 1111" */
  account: string
  /** Whether this person may refund. */
  mayRefund: boolean
  /** Whether this person may charge what was kept again. */
  mayChargeAgain: boolean
}

/** An incomplete refund, and what a person can do about it. */
export function IncompleteRefund({
  orgSlug,
  incomplete,
  amountCents,
  account,
  mayRefund,
  mayChargeAgain,
  completePartialRefund,
  acceptIncompleteRefund,
}: Props) {
  const { reversalId, incompleteKind, retainedCents, chargeIds } = incomplete
  const words = incompleteRefundWords(incomplete)
  const kept = formatCents(retainedCents)
  return (
    <Alert tone="danger" title={words.title}>
      <p>{words.what}</p>
      {incompleteKind !== 'not_charged' && (
        <p className="flex flex-wrap gap-x-4">
          {chargeIds.map((id, index) => (
            <Link
              key={id}
              href={`/orgs/${orgSlug}/payments/${id}`}
              className="text-link inline-flex min-h-11 items-center"
            >
              {chargeIds.length === 1 ? 'Go to that charge' : `Go to charge ${index + 1}`}
            </Link>
          ))}
        </p>
      )}
      {mayRefund ? (
        <div className="mt-3 flex flex-wrap gap-2">
          {incompleteKind === 'not_charged' && !mayChargeAgain && <p className="w-full">{CHARGED_BY_OTHERS}</p>}
          {incompleteKind === 'not_charged' && mayChargeAgain && (
            <AskDialog
              trigger={`Charge ${kept} again`}
              title={`Charge ${kept} again?`}
              fields={[]}
              confirmLabel={`Charge ${kept}`}
              action={() => completePartialRefund(orgSlug, { reversalId })}
            >
              <p>{rechargeSentence(retainedCents, account, amountCents)}</p>
            </AskDialog>
          )}
          <AskDialog
            trigger={incompleteKind === 'not_charged' ? 'Leave it as a full refund' : 'Leave it as it is'}
            triggerVariant="ghost"
            title={incompleteKind === 'not_charged' ? 'Leave it as a full refund?' : 'Leave it as it is?'}
            fields={[{ name: 'reason', label: 'Why', lines: 3, hint: 'Kept in the audit log.' }]}
            confirmLabel="Leave it"
            action={({ reason = '' }) => acceptIncompleteRefund(orgSlug, { reversalId, reason })}
          >
            <p>{leaveRefundSentence(incomplete, amountCents)}</p>
          </AskDialog>
        </div>
      ) : (
        <p className="mt-1">{FIXED_BY_OTHERS}</p>
      )}
    </Alert>
  )
}
