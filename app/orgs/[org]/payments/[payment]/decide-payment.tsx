'use client'

import { type ReactNode, useState } from 'react'
import { AskDialog } from '@/components/ask-dialog'
import { Alert } from '@/components/ui/alert'
import { Button } from '@/components/ui/button'
import { usePress } from '@/components/use-press'
import type { CheckResult } from '@/lib/payments/review/check-now'
import { CHECK_BUTTON, CHECK_PENDING, checkSentence, DECIDE, decideSentence } from '@/lib/payments/words/check-words'
import { PAST } from '@/lib/payments/words/labels'
import { decideReversalSentence } from '@/lib/payments/words/screen'
import type { PaymentMethod, PaymentStatus, ReversalKind } from '@/prisma/generated/enums'
import { checkNowAction, decideChargedAction, decideNotChargedAction, decideReversalAction } from '../actions'

type CheckNowProps = {
  orgSlug: string
  paymentId: string
  method: PaymentMethod
  status: PaymentStatus
  /** One of its voids or refunds is unconfirmed. */
  reversing: boolean
  primary?: boolean
}

/** Checks with PaySimple now, and shows the result until the payment changes. */
export function CheckNow({ orgSlug, paymentId, method, status, reversing, primary = false }: CheckNowProps) {
  const [checked, setChecked] = useState<CheckResult>()
  const { press, pending, problem } = usePress(() => checkNowAction(orgSlug, { paymentId }), { onDone: setChecked })
  const result = checked?.status === status && checked.reversing === reversing ? checkSentence(checked, method) : ''
  return (
    <div className="flex flex-wrap items-center gap-x-3 gap-y-2">
      <Button variant={primary ? 'primary' : 'secondary'} pending={pending} onClick={press}>
        {CHECK_BUTTON}
      </Button>
      <p role="status" className="text-sm">
        {pending ? CHECK_PENDING : (problem ?? result)}
      </p>
    </div>
  )
}

type UnconfirmedProps = CheckNowProps & {
  title: string
  /** What is known, and what not to do. */
  what: string
  next: string
  /** "PaySimple last answered on Nov 21, 2026, 2:14 PM, but didn’t confirm it." */
  lastCheck: string
  amountCents: number
  /** Whether checking hasn’t helped, so that a person may decide. */
  stuck: boolean
  mayCheck: boolean
  mayDecidePayment: boolean
  /** The first of two payments, where PaySimple treated this one as a duplicate. */
  children?: ReactNode
}

/** The alert about an unconfirmed payment: what is known, and what a person can do. */
export function UnconfirmedPayment({
  title,
  what,
  next,
  lastCheck,
  stuck,
  mayCheck,
  mayDecidePayment,
  amountCents,
  children,
  ...ids
}: UnconfirmedProps) {
  const { orgSlug, paymentId } = ids
  return (
    <Alert tone="warning" title={title}>
      <p>
        {what} {next}
      </p>
      {children}
      <p className="mt-1">{lastCheck}</p>
      {mayCheck && (
        <div className="mt-3">
          <CheckNow {...ids} primary />
        </div>
      )}
      {stuck && (
        <Decide mayDecidePayment={mayDecidePayment}>
          <AskDialog
            trigger="It was not charged"
            title="It was not charged?"
            fields={[{ name: 'reason', label: 'How do you know?', lines: 3, hint: 'Kept in the audit log.' }]}
            confirmLabel="Confirm it was not charged"
            action={({ reason = '' }) => decideNotChargedAction(orgSlug, { paymentId, reason })}
          >
            <p>{decideSentence(false, amountCents)}</p>
          </AskDialog>
          <AskDialog
            trigger="It was charged"
            title="It was charged?"
            fields={[
              {
                name: 'paysimplePaymentId',
                label: 'PaySimple’s payment number',
                hint: 'From the payment in PaySimple. Plumbline reads it there and compares the amount.',
              },
              { name: 'reason', label: 'How do you know?', lines: 3, hint: 'Kept in the audit log.' },
            ]}
            confirmLabel="Confirm it was charged"
            action={({ reason = '', paysimplePaymentId = '' }) =>
              decideChargedAction(orgSlug, { paymentId, paysimplePaymentId, reason })
            }
          >
            <p>{decideSentence(true, amountCents)}</p>
          </AskDialog>
        </Decide>
      )}
    </Alert>
  )
}

/** The decisions a person may take once checking hasn’t helped. */
function Decide({ mayDecidePayment, children }: { mayDecidePayment: boolean; children: ReactNode }) {
  if (!mayDecidePayment) return <p className="mt-2">{DECIDE.byOthers}</p>
  return (
    <div className="mt-5 border-t pt-4">
      <p className="font-semibold">{DECIDE.title}</p>
      <p>{DECIDE.what}</p>
      <div className="mt-3 flex flex-wrap gap-2">{children}</div>
    </div>
  )
}

type DecideReversalProps = {
  orgSlug: string
  reversalId: string
  kind: ReversalKind
  amountCents: number
  mayDecidePayment: boolean
}

/** The decisions about a void or refund that checking hasn’t confirmed. */
export function DecideReversal({ orgSlug, reversalId, kind, amountCents, mayDecidePayment }: DecideReversalProps) {
  const past = PAST[kind]
  const decision = (done: 'yes' | 'no', title: string) => (
    <AskDialog
      trigger={title}
      title={`${title}?`}
      fields={[{ name: 'reason', label: 'How do you know?', lines: 3, hint: 'Kept in the audit log.' }]}
      confirmLabel={done === 'yes' ? `Confirm it was ${past}` : `Confirm it was not ${past}`}
      action={({ reason = '' }) => decideReversalAction(orgSlug, { reversalId, done, reason })}
    >
      <p>{decideReversalSentence(kind, done === 'yes', amountCents)}</p>
    </AskDialog>
  )
  return (
    <Decide mayDecidePayment={mayDecidePayment}>
      {decision('no', `It was not ${past}`)}
      {decision('yes', `It was ${past}`)}
    </Decide>
  )
}
