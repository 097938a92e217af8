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
    not_credited: 'A refund has not reached the customer',
    not_charged: `Half of a partial refund: ${kept} was not charged again`,
    both_stand: `The refund was taken back at PaySimple, and ${kept} was charged on top`,
    charged_twice: `${kept} was charged twice after a refund`,
  })[incompleteKind]

const WHAT: Record<IncompleteKind, string> = {
  not_credited:
    'PaySimple shows the payment as given back, and that its credit failed or came back. Ask PaySimple what became of the money, and give it back another way if the customer has not got it.',
  not_charged:
    'The whole payment went back to the customer, and charging again what they still pay did not work. They have paid nothing of it.',
  both_stand:
    'The credit of this refund was voided in PaySimple’s own screens, so the payment counts again, beside the charge that was to replace a part of it. The customer has paid too much: give that charge back.',
  charged_twice:
    'A charge that PaySimple did not show for a long time turned up after it had been charged again. The customer has paid too much: give one of the two back.',
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
                {kept} is charged on {account}, the same card or account that the {formatCents(amountCents)} went back
                to. The customer gets a receipt for it.
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
                ? `Nothing is charged. The customer has all ${formatCents(amountCents)} back, and ${kept} is owed on the job again.`
                : 'Nothing is given back, and this is not shown any more.'}
            </p>
          </AskDialog>
        </div>
      ) : (
        <p className="mt-1">An owner, admin or bookkeeper of your company can mend this.</p>
      )}
    </Alert>
  )
}
