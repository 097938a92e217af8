'use client'

import { type ReactNode, useState } from 'react'
import { AskDialog } from '@/components/ask-dialog'
import { Alert } from '@/components/ui/alert'
import { Button } from '@/components/ui/button'
import { usePress } from '@/components/use-press'
import { formatCents } from '@/lib/money'
import type { CheckResult } from '@/lib/payments/review/check-now'
import { CHECK_BUTTON, CHECK_PENDING, checkSentence, DECIDE, decideSentence } from '@/lib/payments/words/check-words'
import type { PaymentMethod, PaymentStatus, ReversalKind } from '@/prisma/generated/enums'
import { checkNowAction, decideChargedAction, decideNotChargedAction, decideReversalAction } from '../actions'

type CheckNowProps = {
  orgSlug: string
  paymentId: string
  method: PaymentMethod
  status: PaymentStatus
  /** Of a void or refund it is not known whether it was done. */
  reversing: boolean
  primary?: boolean
}

/** Has PaySimple asked at once, and says what came back, as long as that is how things stand. */
export function CheckNow({ orgSlug, paymentId, method, status, reversing, primary = false }: CheckNowProps) {
  const [asked, setAsked] = useState<CheckResult>()
  const { press, pending, problem } = usePress(() => checkNowAction(orgSlug, { paymentId }), setAsked)
  const said = asked?.status === status && asked.reversing === reversing ? checkSentence(asked, method) : ''
  return (
    <div className="flex flex-wrap items-center gap-x-3 gap-y-2">
      <Button variant={primary ? 'primary' : 'secondary'} pending={pending} onClick={press}>
        {CHECK_BUTTON}
      </Button>
      <p role="status" className="text-sm">
        {pending ? CHECK_PENDING : (problem ?? said)}
      </p>
    </div>
  )
}

type UnconfirmedProps = CheckNowProps & {
  title: string
  /** What is known, and what not to do. */
  what: string
  next: string
  /** "PaySimple answered last on Nov 21, 2026, 2:14 PM." */
  asked: string
  amountCents: number
  /** Whether asking has not helped, so that somebody may decide. */
  stuck: boolean
  mayAsk: boolean
  mayDecidePayment: boolean
  /** The first of two, where PaySimple takes this one for a repeat. */
  children?: ReactNode
}

/** An unconfirmed payment: what is known, what is being done, and what a person can do. */
export function UnconfirmedPayment({
  title,
  what,
  next,
  asked,
  stuck,
  mayAsk,
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
      <p className="mt-1">{asked}</p>
      {mayAsk && (
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

/** Where asking has not helped: what a person may say instead, each with its reason. */
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

/** A void or refund that asking has not settled: what a person can say about it. */
export function DecideReversal({ orgSlug, reversalId, kind, amountCents, mayDecidePayment }: DecideReversalProps) {
  const amount = formatCents(amountCents)
  const word = kind === 'void' ? 'voided' : 'refunded'
  const ask = (done: 'yes' | 'no', title: string, what: string) => (
    <AskDialog
      trigger={title}
      title={`${title}?`}
      fields={[{ name: 'reason', label: 'How do you know?', lines: 3, hint: 'Kept in the audit log.' }]}
      confirmLabel={done === 'yes' ? `Confirm it was ${word}` : `Confirm it was not ${word}`}
      action={({ reason = '' }) => decideReversalAction(orgSlug, { reversalId, done, reason })}
    >
      <p>{what}</p>
    </AskDialog>
  )
  return (
    <Decide mayDecidePayment={mayDecidePayment}>
      {ask(
        'no',
        `It was not ${word}`,
        `The payment of ${amount} counts as before, and you can void or refund it again.`,
      )}
      {ask(
        'yes',
        `It was ${word}`,
        `The job owes ${amount} again, and the customer gets an email that it was ${word}.`,
      )}
    </Decide>
  )
}
