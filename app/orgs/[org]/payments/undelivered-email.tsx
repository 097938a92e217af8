'use client'

import { useRef } from 'react'
import { AskDialog } from '@/components/ask-dialog'
import { Problem } from '@/components/problem'
import { Alert } from '@/components/ui/alert'
import { Button, ButtonLink } from '@/components/ui/button'
import { usePress } from '@/components/use-press'
import { SEND_AGAIN, undeliveredWords } from '@/lib/payments/words/email-words'
import type { EmailKind, EmailStatus } from '@/prisma/generated/enums'
import { dismissEmailAction, requestEmailAction } from './email-actions'

type Email = {
  id: string
  kind: EmailKind
  to: string
  status: EmailStatus
  lastError: string | null
  paymentId: string
}

type Props = {
  orgSlug: string
  email: Email
  /** Whether it's still true, so that it can be sent again. */
  canSend: boolean
  /** Made by the page: a browser without HTTPS makes none. */
  requestId: string
}

/** An email that failed or may not have arrived: what is known, and what a person can do about it. */
export function UndeliveredEmail({ orgSlug, email, canSend, requestId }: Props) {
  const { title, what } = undeliveredWords(email)
  return (
    <Alert tone="info" title={title}>
      <p className="wrap-anywhere">{what}</p>
      <div className="mt-3 flex flex-wrap items-start gap-2">
        {canSend && <SendAgain {...{ orgSlug, email, requestId }} />}
        {canSend && <SendElsewhere {...{ orgSlug, email, requestId }} />}
        <Dismiss {...{ orgSlug, emailId: email.id, what: SEND_AGAIN.dismissWhat }} />
      </div>
    </Alert>
  )
}

type LinkProps = { orgSlug: string; email: Omit<Email, 'paymentId'>; jobNumber: number }

/** The same of an email with a customer's link, which is emailed again from the job: each email has another address. */
export function UndeliveredLink({ orgSlug, email, jobNumber }: LinkProps) {
  const { title, what } = undeliveredWords(email)
  return (
    <Alert tone="info" title={title}>
      <p className="wrap-anywhere">{what}</p>
      <div className="mt-3 flex flex-wrap items-start gap-2">
        <ButtonLink href={`/orgs/${orgSlug}/jobs/${jobNumber}/information#customer-page`}>
          {SEND_AGAIN.toLinks}
        </ButtonLink>
        <Dismiss {...{ orgSlug, emailId: email.id, what: SEND_AGAIN.dismissLink }} />
      </div>
    </Alert>
  )
}

const Dismiss = ({ orgSlug, emailId, what }: { orgSlug: string; emailId: string; what: string }) => (
  <AskDialog
    trigger={SEND_AGAIN.dismiss}
    triggerVariant="ghost"
    title={SEND_AGAIN.dismissTitle}
    fields={[]}
    confirmLabel={SEND_AGAIN.dismiss}
    action={() => dismissEmailAction(orgSlug, { emailId })}
  >
    <p>{what}</p>
  </AskDialog>
)

/**
 * The key of one sending: pressing twice, or again after the answer was lost, sends once. The page may reload with a new
 * one: that of the first press stays until it's answered.
 */
function useRequestId(minted: string) {
  const pressed = useRef<string>(undefined)
  const key = () => {
    pressed.current ??= minted
    return pressed.current
  }
  const renew = () => {
    pressed.current = undefined
  }
  return { key, renew }
}

type Sendable = { orgSlug: string; email: Pick<Email, 'kind' | 'to' | 'paymentId'>; requestId: string }

function SendAgain({ orgSlug, email: { kind, to, paymentId }, requestId }: Sendable) {
  const { key, renew } = useRequestId(requestId)
  const { press, pending, problem } = usePress(
    () => requestEmailAction(orgSlug, { paymentId, kind, to, requestId: key() }),
    { onDone: renew },
  )
  return (
    <div className="flex flex-wrap items-center gap-x-3 gap-y-2">
      <Button pending={pending} onClick={press}>
        {SEND_AGAIN.button}
      </Button>
      <Problem className="text-sm">{problem}</Problem>
    </div>
  )
}

const addressField = (initial = '') =>
  ({ name: 'to', label: 'Email address', type: 'email', initial, hint: 'Kept in the audit log.' }) as const

function SendElsewhere({ orgSlug, email: { kind, paymentId }, requestId }: Sendable) {
  const { key, renew } = useRequestId(requestId)
  return (
    <AskDialog
      trigger={SEND_AGAIN.elsewhere}
      title={SEND_AGAIN.elsewhere}
      fields={[addressField()]}
      confirmLabel="Send"
      action={async ({ to = '' }) => {
        const result = await requestEmailAction(orgSlug, { paymentId, kind, to, requestId: key() })
        if (result.ok) renew()
        return result
      }}
    >
      <p>{SEND_AGAIN.elsewhereWhat}</p>
    </AskDialog>
  )
}

type ReceiptProps = { orgSlug: string; paymentId: string; to: string | null; requestId: string }

/** Emails the receipt of a payment that counts: to whom it went before, or to any other address. */
export function EmailReceipt({ orgSlug, paymentId, to, requestId }: ReceiptProps) {
  const { key, renew } = useRequestId(requestId)
  return (
    <AskDialog
      trigger={SEND_AGAIN.receipt}
      title={SEND_AGAIN.receipt}
      fields={[addressField(to ?? '')]}
      confirmLabel="Send"
      action={async ({ to: typed = '' }) => {
        const result = await requestEmailAction(orgSlug, { paymentId, kind: 'receipt', to: typed, requestId: key() })
        if (result.ok) renew()
        return result
      }}
    >
      <p>{SEND_AGAIN.receiptWhat}</p>
    </AskDialog>
  )
}
