'use client'

import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { Skeleton } from '@/components/ui/section'
import { useRefresh } from '@/components/use-refresh'
import { useWords } from '@/components/words'
import { type DialogWords, viewAnnouncement } from '@/lib/payments/words/dialog/dialog-words'
import type { Remedy } from '@/lib/payments/words/remedy'
import { CLOSING, PROCESSING } from '@/lib/payments/words/screen'
import { useDialogWords } from './dialog-words-context'
import { PayForm } from './pay-form'
import { PaymentBlocked } from './payment-blocked'
import { Checking, NotCharged, Reversed, Taken } from './payment-result'
import type { Phase } from './payment-state'
import { RepeatQuestion } from './repeat-question'
import { type PaymentActions, usePayment } from './use-payment'
import { usePaymentForm } from './use-payment-form'

export type MakePaymentProps = PaymentActions & {
  /** Of a customer, their link. */
  orgSlug: string
  jobNumber: number
  /** The tab on which the button stands. */
  takenOn: 'proposal' | 'agreement'
  /** What is paid, in the dialog: "Agreement, Kitchen remodel". */
  documentLabel: string
  /** The amount that the form opens with. Left out: what is due, else all that is owed. */
  amountCents?: number
  canManageIntegration: boolean
}

type Props = MakePaymentProps & { onClose: () => void }

export function MakePaymentDialog({ onClose, ...props }: Props) {
  const { orgSlug, jobNumber, takenOn, documentLabel, canManageIntegration } = props
  const words = useDialogWords()
  const { say, known } = useWords()
  const { phase, failure, tell } = usePayment({
    ...props,
    base: `/${words.customer ? 'c' : 'orgs'}/${orgSlug}`,
    onOpened: (opened) => typed.prefill(opened),
    onReopened: (opened) => {
      if (isDirty || remedy) typed.keepChoice(opened)
      else typed.prefill(opened)
      if (remedy) typed.retry(remedy)
    },
    onAuthorized: () => typed.forgetNumbers(),
    onFields: (fields) => typed.mark(fields),
  })
  const typed = usePaymentForm({ jobNumber, takenOn }, 'form' in phase ? phase.form : null, {
    amountCents: props.amountCents,
    autofill: words.customer?.autofill,
  })
  const [tried, setTried] = useState(false)
  // What was pressed after a decline: the form opens as it says.
  const [remedy, setRemedy] = useState<Remedy | null>(null)
  const { isDirty } = typed
  const refresh = useRefresh()

  const isAsked = phase.at === 'processing' && phase.asking
  const busy = (phase.at === 'processing' && !isAsked) || (phase.at === 'checking' && phase.view === null)

  const close = () => {
    onClose()
    if (tried) refresh()
  }
  const isTyped = (phase.at === 'form' || phase.at === 'repeat' || isAsked) && isDirty

  return (
    <Dialog
      title={words.title}
      description={documentLabel}
      closing={busy ? words.closing : isTyped ? CLOSING.pay : null}
      onClose={close}
      fullOnPhone
      wide={phase.at === 'opening' || phase.at === 'form' || phase.at === 'processing'}
    >
      <p role="status" className="sr-only">
        {known(announcement(phase, words))}
      </p>
      {phase.at === 'opening' && <Opening />}
      {phase.at === 'unopened' && (
        <div className="flex flex-col items-start gap-4">
          <p role="alert">{known(phase.message)}</p>
          <Button variant="primary" onClick={() => tell({ type: 'opened' })}>
            {say('Try again')}
          </Button>
        </div>
      )}
      {phase.at === 'blocked' && phase.form.blocked && (
        <PaymentBlocked
          orgSlug={orgSlug}
          jobNumber={jobNumber}
          blocked={phase.form.blocked}
          isChecking={phase.form.balance.checkingCents > 0}
          words={phase.form.blockedWords}
          canManageIntegration={canManageIntegration}
          onDone={close}
        />
      )}
      {(phase.at === 'form' || phase.at === 'processing') && (
        <PayForm
          form={typed}
          opened={phase.form}
          orgSlug={orgSlug}
          failure={failure}
          processing={phase.at === 'processing' && (isAsked ? 'asked' : phase.slow ? 'slow' : 'normal')}
          focus={remedy?.field ?? (tried ? 'method' : 'amount')}
          onPay={(input) => {
            setTried(true)
            setRemedy(null)
            tell({ type: 'pressed', typed: input })
          }}
          onInvalid={() => tell({ type: 'invalid' })}
        />
      )}
      {phase.at === 'repeat' && (
        <RepeatQuestion
          key={phase.earlier.id}
          earlier={phase.earlier}
          orgSlug={orgSlug}
          onStop={close}
          onBack={() => tell({ type: 'back' })}
          onChargeAgain={() => tell({ type: 'confirmed' })}
        />
      )}
      {phase.at === 'checking' && (
        <Checking
          key={phase.view?.words?.title}
          orgSlug={orgSlug}
          view={phase.view}
          trouble={phase.trouble}
          onDone={close}
        />
      )}
      {phase.at === 'decided' && phase.view.state === 'authorized' && (
        <Taken
          view={phase.view}
          owedCents={phase.form.balance.owedCents}
          orgSlug={orgSlug}
          jobNumber={jobNumber}
          onDone={close}
        />
      )}
      {phase.at === 'decided' && phase.view.state === 'reversed' && (
        <Reversed key={phase.view.words?.title} orgSlug={orgSlug} view={phase.view} onDone={close} />
      )}
      {phase.at === 'decided' && (phase.view.state === 'declined' || phase.view.state === 'not_taken') && (
        <NotCharged
          orgSlug={orgSlug}
          view={phase.view}
          reopening={phase.reopening}
          problem={failure?.message ?? null}
          isSaved={typed.values.method === 'saved'}
          onAgain={(chosen) => {
            setRemedy(chosen)
            tell({ type: 'again' })
          }}
          onDone={close}
        />
      )}
    </Dialog>
  )
}

function Opening() {
  return (
    <div className="flex flex-col gap-5">
      <Skeleton className="h-14 w-full" />
      <Skeleton className="h-11 w-2/3" />
      <Skeleton className="h-12 w-full" />
      <Skeleton className="h-12 w-full" />
    </div>
  )
}

/** What a screen reader says when the dialog moves on. */
function announcement(phase: Phase, words: DialogWords): string {
  switch (phase.at) {
    case 'opening':
      return 'Loading the balance due'
    case 'processing':
      if (phase.asking) return ''
      return phase.slow ? words.slowAnnouncement : PROCESSING.label
    case 'repeat':
      return phase.earlier.question.title
    case 'checking':
      return words.checking
    case 'decided':
      return viewAnnouncement(phase.view, words.checking)
    default:
      return ''
  }
}
