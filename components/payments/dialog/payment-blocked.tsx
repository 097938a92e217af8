'use client'

import { type ReactNode, useEffect, useRef } from 'react'
import { Link } from '@/components/link'
import { Alert } from '@/components/ui/alert'
import { Button, buttonClass } from '@/components/ui/button'
import { DialogButtons } from '@/components/ui/dialog-buttons'
import { useWords } from '@/components/words'
import type { BlockedWords } from '@/lib/payments/words/dialog/blocked-words'
import { useDialogWords } from './dialog-words-context'

type Props = {
  orgSlug: string
  jobNumber: number
  blocked: 'not_active' | 'nothing_to_pay'
  words: BlockedWords | null
  /** Whether a payment is still being confirmed. */
  isChecking: boolean
  canManageIntegration: boolean
  onDone: () => void
}

/** Why no payment can be taken now, and where a member can change that. */
export function PaymentBlocked({
  orgSlug,
  jobNumber,
  blocked,
  words,
  isChecking,
  canManageIntegration,
  onDone,
}: Props) {
  const { customer } = useDialogWords()
  if (!words) return null
  const leads = (href: string, label: string) => (
    <Link href={`/orgs/${orgSlug}/${href}`} className={buttonClass('primary', 'lg')}>
      {label}
    </Link>
  )
  const action =
    blocked === 'not_active'
      ? canManageIntegration && leads('settings/integration', 'Open the Integration tab')
      : isChecking && !customer && leads(`jobs/${jobNumber}/information#payment`, 'See the payment')
  return (
    <Message title={words.title} action={action} onDone={onDone}>
      {words.what}
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
