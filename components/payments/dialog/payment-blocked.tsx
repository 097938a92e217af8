'use client'

import Link from 'next/link'
import { type ReactNode, useEffect, useRef } from 'react'
import { Alert } from '@/components/ui/alert'
import { Button, buttonClass } from '@/components/ui/button'
import { formatCents } from '@/lib/money'
import type { Balance } from '@/lib/payments/rules/balance'

type Props = {
  orgSlug: string
  jobNumber: number
  blocked: 'not_active' | 'nothing_to_pay'
  balance: Balance
  canManageIntegration: boolean
  onDone: () => void
}

/** Why no payment can be taken, and who can change that. */
export function PaymentBlocked({ orgSlug, jobNumber, blocked, balance, canManageIntegration, onDone }: Props) {
  if (blocked === 'not_active')
    return (
      <Message
        title="Payments aren’t set up yet"
        onDone={onDone}
        action={
          canManageIntegration && (
            <Link href={`/orgs/${orgSlug}/settings/integration`} className={buttonClass('primary', 'lg')}>
              Open the Integration tab
            </Link>
          )
        }
      >
        <p>
          PaySimple’s User Name and Token are missing. PaySimple emails them once it has approved your company’s
          application.
        </p>
        <p className="mt-2">
          {canManageIntegration
            ? 'Enter them under Settings, Integration. Then you can take payments.'
            : 'An owner or admin of your company can enter them under Settings, Integration. Then you can take payments.'}
        </p>
      </Message>
    )
  if (balance.checkingCents > 0)
    return (
      <Message
        title="A payment is still checking"
        onDone={onDone}
        action={
          <Link
            href={`/orgs/${orgSlug}/jobs/${jobNumber}/information#payment`}
            className={buttonClass('primary', 'lg')}
          >
            See the payment
          </Link>
        }
      >
        Plumbline is checking {formatCents(balance.checkingCents)} with PaySimple, and nothing else is owed on this job.
        Don’t charge it again. The result appears on the Information tab.
      </Message>
    )
  if (balance.totalCents <= 0)
    return (
      <Message title="Nothing to pay yet" onDone={onDone}>
        This job has no total. Add line items to the proposal or agreement, save it, and open this again.
      </Message>
    )
  return (
    <Message title="This job is paid" onDone={onDone}>
      {formatCents(balance.paidCents)} of {formatCents(balance.totalCents)} has been paid
      {balance.overpaidCents > 0 && `, ${formatCents(balance.overpaidCents)} more than the total`}. Nothing is owed.
    </Message>
  )
}

type MessageProps = { title: string; children: ReactNode; action?: ReactNode; onDone: () => void }

function Message({ title, children, action, onDone }: MessageProps) {
  const box = useRef<HTMLDivElement>(null)
  useEffect(() => box.current?.focus(), [])
  return (
    <div className="flex flex-col gap-6">
      <Alert ref={box} tabIndex={-1} tone="info" title={title} className="outline-none">
        {children}
      </Alert>
      <div className="flex flex-col gap-2 sm:flex-row-reverse sm:justify-start">
        {action}
        <Button size="lg" variant={action ? 'ghost' : 'secondary'} onClick={onDone}>
          Close
        </Button>
      </div>
    </div>
  )
}
