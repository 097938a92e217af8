'use client'

import { type ReactNode, useEffect, useRef } from 'react'
import { Link } from '@/components/link'
import { Alert } from '@/components/ui/alert'
import { Button, buttonClass } from '@/components/ui/button'
import { DialogButtons } from '@/components/ui/dialog-buttons'
import { useWords } from '@/components/words'
import type { NothingToPay } from '@/lib/payments/words/nothing-to-pay'
import { useDialogWords } from './dialog-words-context'

type Props = {
  orgSlug: string
  jobNumber: number
  blocked: 'not_active' | 'nothing_to_pay'
  /** Whether a payment is still being confirmed. */
  isChecking: boolean
  nothing: NothingToPay | null
  canManageIntegration: boolean
  onDone: () => void
}

/** Why no payment can be taken now, and who can change that. */
export function PaymentBlocked({
  orgSlug,
  jobNumber,
  blocked,
  isChecking,
  nothing,
  canManageIntegration,
  onDone,
}: Props) {
  const { customer } = useDialogWords()
  const said = blocked === 'not_active' ? customer?.notActive : nothing
  if (blocked === 'not_active' && !customer)
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
  if (!said) return null
  return (
    <Message
      title={said.title}
      onDone={onDone}
      action={
        isChecking &&
        !customer && (
          <Link
            href={`/orgs/${orgSlug}/jobs/${jobNumber}/information#payment`}
            className={buttonClass('primary', 'lg')}
          >
            See the payment
          </Link>
        )
      }
    >
      {said.what}
    </Message>
  )
}

type MessageProps = { title: string; children: ReactNode; action?: ReactNode; onDone: () => void }

function Message({ title, children, action, onDone }: MessageProps) {
  const box = useRef<HTMLDivElement>(null)
  const { say } = useWords()
  useEffect(() => box.current?.focus(), [])
  return (
    <div className="flex flex-col gap-6">
      <Alert ref={box} tabIndex={-1} tone="info" toneWord={say('Note')} title={title} className="outline-none">
        {children}
      </Alert>
      <DialogButtons>
        {action}
        <Button size="lg" variant={action ? 'ghost' : 'secondary'} onClick={onDone}>
          {say('Close')}
        </Button>
      </DialogButtons>
    </div>
  )
}
