'use client'

import Link from 'next/link'
import { AskDialog } from '@/components/ask-dialog'
import { Alert } from '@/components/ui/alert'
import { formatCents } from '@/lib/money'
import type { ActionResult } from '@/lib/orgs/action'
import type { IncompleteKind } from '@/lib/payments/rules/partial-refund'
import type { IncompleteRefund as Torn } from '@/lib/payments/words/incomplete-refund'

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
  incomplete: Torn
  amountCents: number
  /** "Visa 1111" */
  account: string
  /** Whether this person may mend it. */
  mayRefund: boolean
}

const titleOf = (incompleteKind: IncompleteKind, kept: string) =>
  ({
    not_credited: 'Incomplete refund: the credit didn’t reach the customer',
    not_charged: `Incomplete refund: ${kept} wasn’t charged again`,
    both_stand: `Incomplete refund: it was canceled in PaySimple, and ${kept} was charged on top`,
    charged_twice: `Incomplete refund: ${kept} was charged twice`,
  })[incompleteKind]

const WHAT: Record<IncompleteKind, string> = {
  not_credited:
    'PaySimple shows the payment as refunded, but its credit failed or came back. Ask PaySimple where the money is. If the customer doesn’t have it, pay it back another way.',
  not_charged:
    'The whole payment was refunded, and the second charge for the amount you keep didn’t go through. The customer has paid nothing.',
  both_stand:
    'The credit of this refund was voided in PaySimple, so the payment counts again, and so does the charge that replaced part of it. The customer has paid too much. Void or refund that charge.',
  charged_twice:
    'PaySimple showed a charge late, after it was charged again. The customer has paid too much. Void or refund one of the two.',
}

/** A refund whose credit failed, or a partial one whose two movements have come apart, and what a person can do about it. */
export function IncompleteRefund({
  orgSlug,
  incomplete,
  amountCents,
  account,
  mayRefund,
  completePartialRefund,
  acceptIncompleteRefund,
}: Props) {
  const { reversalId, incompleteKind, retainedCents, chargeIds, why } = incomplete
  const kept = formatCents(retainedCents)
  return (
    <Alert tone="danger" title={titleOf(incompleteKind, kept)}>
      <p>
        {WHAT[incompleteKind]} {why && `Why: ${why}.`}
      </p>
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
          {incompleteKind === 'not_charged' && (
            <AskDialog
              trigger={`Charge ${kept} again`}
              title={`Charge ${kept} again?`}
              fields={[]}
              confirmLabel={`Charge ${kept}`}
              action={() => completePartialRefund(orgSlug, { reversalId })}
            >
              <p>
                {kept} is charged to {account}, the same card or account that got the {formatCents(amountCents)} refund.
                The customer gets a receipt for it.
              </p>
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
            <p>
              {incompleteKind === 'not_charged'
                ? `Nothing is charged. The customer gets all ${formatCents(amountCents)} back, and the job owes ${kept} again.`
                : 'Nothing is refunded, and this alert goes away.'}
            </p>
          </AskDialog>
        </div>
      ) : (
        <p className="mt-1">An owner, admin or bookkeeper of your company can fix this.</p>
      )}
    </Alert>
  )
}
