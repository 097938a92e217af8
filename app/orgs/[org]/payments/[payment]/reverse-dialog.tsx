'use client'

import { clsx } from 'clsx'
import { useEffect, useId, useState } from 'react'
import { afterPress } from '@/components/after-press'
import { answerOf } from '@/components/answer-of'
import { FormSummary } from '@/components/form'
import { CircleX, Clock, Undo2 } from '@/components/icons/states'
import { CircleCheck } from '@/components/icons/ui'
import { useLive } from '@/components/live'
import { AmountInput } from '@/components/payments/amount-input'
import { askStatus } from '@/components/payments/dialog/ask-status'
import { MoneyForm } from '@/components/payments/money-form'
import { Alert } from '@/components/ui/alert'
import { Button } from '@/components/ui/button'
import { CloseButton, Dialog } from '@/components/ui/dialog'
import { DialogButtons } from '@/components/ui/dialog-buttons'
import { Field, Textarea } from '@/components/ui/field'
import { useResultFocus } from '@/components/ui/use-result-focus'
import { UNSAVED } from '@/components/unsaved-guard'
import type { FormFailure } from '@/components/use-action-form'
import { useRefresh } from '@/components/use-refresh'
import { formatCents, formatCentsPlain, parseCents } from '@/lib/money'
import { newId } from '@/lib/new-id'
import { overtakenWords } from '@/lib/payments/words/dialog/dialog-words'
import {
  RESULT_LABELS,
  type Result,
  rechargeRisk,
  refundProblem,
  reverseLabel,
  UNREACHED,
  WHOLE_REFUND,
  whatTheCustomerSees,
} from '@/lib/payments/words/reversal/reversal-words'
import { CLOSING, NOTHING_REVERSED, SENDING, WHOLE_VOID } from '@/lib/payments/words/screen'
import type { PaymentMethod, ReversalKind } from '@/prisma/generated/enums'
import { reversePaymentAction } from '../actions'

export type ReversePaymentProps = {
  orgSlug: string
  /** What can be done now. Null where nothing can; a result stays on the screen. */
  offer: ReversalKind | null
  /** Whether a refund can be of a part. */
  mayRefundPart: boolean
  payment: { id: string; amountCents: number; method: PaymentMethod; accountLabel: string; lastFour: string }
  /** Made by the page, so that pressing the button twice sends one void or refund. */
  reversalId: string
  /** The newest void or refund as it is now: one that the dialog showed as unconfirmed may be confirmed since. */
  latest: { id: string; result: Result } | null
}

/** What the dialog shows as the result. `overtaken`: the payment was reversed elsewhere while the dialog was open. */
type Shown = Omit<Result, 'state'> & { state: Result['state'] | 'overtaken' }

/** What a void or refund is sent with. */
type Typed = {
  /** Of the void or refund. */
  id: string
  amount: string
  note: string
}

/** The last one that was pressed, with what was typed since. */
export type Pressed = Typed & {
  /** Null until it's answered. */
  state: Shown['state'] | null
  /** The connection broke before an answer. */
  isUnheard: boolean
}

type Props = ReversePaymentProps & {
  pressed: Pressed | null
  keep: (pressed: Pressed) => void
  onClose: () => void
}

/** The pressed one while it isn't known to be done: what wasn't done stays typed, for another try. */
function unfinished(pressed: Pressed | null, latest: ReversePaymentProps['latest']): Pressed | null {
  if (!pressed) return null
  const state = latest?.id === pressed.id ? latest.result.state : pressed.state
  return state === 'done' || state === 'half' ? null : { ...pressed, state }
}

/** The parts of a payment that are pressed instead of typed. */
const REFUND_SHARES = [
  { label: 'All of it', share: 1 },
  { label: 'Half', share: 1 / 2 },
  { label: 'A quarter', share: 1 / 4 },
]

const DISCONNECTED: Shown = { state: 'checking', ...UNREACHED }

/** Voids or refunds a payment: shows what will happen, asks how much and why, and shows the result. */
export function ReverseDialog({
  orgSlug,
  offer,
  mayRefundPart,
  payment,
  reversalId,
  latest,
  pressed,
  keep,
  onClose,
}: Props) {
  const live = useLive()
  const refresh = useRefresh()
  const [kind] = useState<ReversalKind>(offer ?? 'refund')
  const all = formatCentsPlain(payment.amountCents)
  const kept = unfinished(pressed, latest)
  const [{ id, amount, note }, setTyped] = useState<Typed>(() => {
    // The page's may be used up: the page needn't have been read again since.
    const next = pressed ? newId() : reversalId
    if (!kept) return { id: next, amount: all, note: '' }
    // While its result isn't known it's the same void or refund.
    return kept.state === null || kept.state === 'checking' ? kept : { ...kept, id: next }
  })
  const type = (change: Partial<Typed>) => {
    setTyped((before) => ({ ...before, ...change }))
    if (kept) keep({ ...kept, ...change })
  }
  const [pending, setPending] = useState(false)
  const [answer, setAnswer] = useState<Shown | null>(null)
  const [isChecked, setIsChecked] = useState(false)
  const [failure, setFailure] = useState<FormFailure | null>(null)
  const amountId = useId()
  const result = latest?.id === id ? latest.result : answer
  // After the connection broke, only the page knows the result.
  const isTyping = !result && !pending && !kept?.isUnheard
  const { id: paymentId } = payment
  useEffect(() => {
    if (!isTyping || !live) return
    let isOver = false
    const follow = async () => {
      for (let change = live.next(paymentId); ; ) {
        await change
        change = live.next(paymentId)
        const now = isOver ? null : await askStatus(`/orgs/${orgSlug}`, paymentId)
        if (isOver) return
        if (now?.kind === 'found' && now.view.state === 'reversed')
          setAnswer({ state: 'overtaken', ...overtakenWords(now.view) })
      }
    }
    void follow()
    return () => {
      isOver = true
    }
  }, [live, isTyping, orgSlug, paymentId])
  const reversedCents = kind === 'void' ? payment.amountCents : (parseCents(amount) ?? 0)
  const problem = kind === 'void' ? null : refundProblem(amount, payment.amountCents)
  const isValid = problem === null
  const retainedCents = isValid ? payment.amountCents - reversedCents : 0
  const whole = formatCents(payment.amountCents)

  const submit = async () => {
    if (pending) return
    if (!isValid) {
      setIsChecked(true)
      document.getElementById(amountId)?.focus()
      return
    }
    setFailure(null)
    setPending(true)
    const sent = { id, amount, note }
    keep({ ...sent, state: null, isUnheard: kept?.isUnheard ?? false })
    const answered = await answerOf(() =>
      reversePaymentAction(orgSlug, { paymentId: payment.id, reversalId: id, kind, retainedCents, note }),
    )
    if (!answered) {
      setAnswer(DISCONNECTED)
      keep({ ...sent, state: 'checking', isUnheard: true })
    } else if (answered.ok) {
      setAnswer(answered.value)
      keep({ ...sent, state: answered.value.state, isUnheard: kept?.isUnheard ?? false })
    } else {
      const message = answered.newVersion ? `${answered.message} ${NOTHING_REVERSED}` : answered.message
      setFailure({ ...answered, message, fields: {}, attempt: (failure?.attempt ?? 0) + 1 })
    }
    setPending(false)
  }

  // After a press what is typed is kept, so closing loses nothing.
  const closing = CLOSING[kind]
  const close = () => {
    onClose()
    if (answer) refresh()
  }
  const isDirty = !result && (amount !== all || note !== '')
  return (
    <Dialog
      title={kind === 'void' ? `Void ${whole}` : 'Refund'}
      description={`${payment.accountLabel} ${payment.lastFour}, ${whole}`}
      closing={isDirty ? (kept ? { leave: UNSAVED } : closing) : null}
      pending={pending}
      // What isn't confirmed or wasn't heard is known once the page is.
      follows={!pending && (result ? result.state === 'checking' : Boolean(kept?.isUnheard))}
      onClose={close}
    >
      {result ? (
        <Outcome key={result.state} result={result} onClose={close} />
      ) : (
        <MoneyForm className="flex flex-col gap-5">
          {kind === 'refund' && !mayRefundPart && <p>{WHOLE_REFUND}</p>}
          {kind === 'refund' && mayRefundPart && (
            <AmountInput
              id={amountId}
              label="Refund"
              hint={`Of ${whole}`}
              // Too much is too much at once; what may only be half typed is when the field is left.
              error={isChecked || reversedCents > payment.amountCents ? (problem ?? undefined) : undefined}
              value={amount}
              onType={(typed) => type({ amount: typed })}
              onBlur={() => afterPress(() => setIsChecked(true))}
              choices={REFUND_SHARES.map(({ label, share }) => ({
                label,
                cents: Math.round(payment.amountCents * share),
              }))}
            />
          )}
          {isValid && (
            <div className="rounded-md border-l-4 border-ink bg-paper px-4 py-3">
              <p className="font-semibold">What the customer will see</p>
              <p key={retainedCents}>{whatTheCustomerSees(kind, payment, retainedCents)}</p>
              {kind === 'void' && <p className="mt-1">{WHOLE_VOID}</p>}
            </div>
          )}
          {retainedCents > 0 && (
            <Alert tone="warning" title="The new charge can be declined">
              <p key={retainedCents}>{rechargeRisk(retainedCents)}</p>
            </Alert>
          )}
          <Field label="Why" optional hint="For your records. The customer doesn’t see it.">
            <Textarea value={note} maxLength={500} rows={2} onChange={(event) => type({ note: event.target.value })} />
          </Field>
          <FormSummary failure={failure} />
          {pending && <p role="status">{SENDING}</p>}
          <DialogButtons>
            <Button
              data-moves-money
              variant="primary"
              pending={pending}
              className="max-sm:whitespace-normal!"
              onClick={() => void submit()}
            >
              <span>{reverseLabel(kind, isValid ? payment.amountCents : null, retainedCents)}</span>
            </Button>
            <CloseButton variant="ghost">Keep the payment</CloseButton>
          </DialogButtons>
        </MoneyForm>
      )}
    </Dialog>
  )
}

const STATES = {
  done: { icon: CircleCheck, ink: 'text-success', wash: 'bg-success-wash' },
  half: { icon: CircleX, ink: 'text-danger', wash: 'bg-danger-wash' },
  not_done: { icon: CircleX, ink: 'text-danger', wash: 'bg-danger-wash' },
  checking: { icon: Clock, ink: 'text-warning', wash: 'bg-warning-wash' },
  overtaken: { icon: Undo2, ink: 'text-ink', wash: 'bg-paper' },
} as const satisfies Record<Shown['state'], object>

function Outcome({ result, onClose }: { result: Shown; onClose: () => void }) {
  const { icon: Icon, ink, wash } = STATES[result.state]
  const heading = useResultFocus()
  return (
    <div className="flex flex-col gap-6">
      <div className={clsx('-mx-5 -mt-5 px-5 py-6 sm:-mx-6 sm:px-6', wash)}>
        <p className={clsx('mb-2 flex items-center gap-2 font-semibold', ink)}>
          <Icon className="size-6 shrink-0" />
          {RESULT_LABELS[result.state]}
        </p>
        <h3 ref={heading} tabIndex={-1} className="text-2xl leading-tight font-semibold tracking-tight outline-none">
          {result.title}
        </h3>
        <p className="mt-2">{result.what}</p>
      </div>
      <p>{result.next}</p>
      <Button size="lg" onClick={onClose}>
        Close
      </Button>
    </div>
  )
}
