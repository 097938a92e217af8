'use client'

import { useEffect, useRef, useState } from 'react'
import { answerOf } from '@/components/answer-of'
import { useLive } from '@/components/live'
import type { ActionResult } from '@/lib/orgs/action'
import type { PaymentForm } from '@/lib/payments/take/payment-form'
import type { MakePaymentForm } from '@/lib/payments/take/typed-payment'
import type { PaymentView, RepeatQuestion } from '@/lib/payments/words/payment-view'
import { askStatus, pause } from './ask-status'
import { reduce } from './payment-machine'
import { type Effect, INITIAL, type Input, type Result } from './payment-state'

/** What the form sends, with what was owed when it opened: a customer's payment is held against it. */
export type SentPayment = MakePaymentForm & { seenOwedCents: number }

/** The two server actions that the dialog calls; the pages pass them in. */
export type PaymentActions = {
  loadPaymentForm: (orgSlug: string, input: { jobNumber: number }) => Promise<ActionResult<PaymentForm>>
  makePayment: (orgSlug: string, input: SentPayment) => Promise<ActionResult<PaymentView | RepeatQuestion>>
}

type Options = PaymentActions & {
  /** Of a customer, their link. */
  orgSlug: string
  jobNumber: number
  /** The path under which payments answer. */
  base: string
  /** The first form loaded. */
  onOpened: (form: PaymentForm) => void
  /** The form loaded again; what was typed stays. */
  onReopened: (form: PaymentForm) => void
  /** The payment was charged: the typed numbers aren’t needed any longer. */
  onAuthorized: () => void
  onFields: (fields: Record<string, string>) => void
}

/**
 * One use of the Make Payment dialog: performs the effects of the state machine and tells it their results.
 * @returns what to show, and `tell` for what the person does
 */
export function usePayment(options: Options) {
  const live = useLive()
  // The machine is ahead of the screen: a second press meets the new state before React renders it.
  const machine = useRef(INITIAL)
  const [{ phase, failure }, show] = useState(INITIAL)
  // An answer can arrive many renders after its question.
  const latest = useRef(options)
  useEffect(() => {
    latest.current = options
  })
  // The first change since the status was last asked for. It may be here already: then the answer was too old.
  const change = useRef<Promise<void>>(undefined)
  const seenOwedCents = useRef(0)

  const tell = (input: Input | Result) => {
    const next = reduce(machine.current, { ...input, at: Date.now() })
    if (next === machine.current) return
    machine.current = next
    show(next)
    for (const effect of next.effects) void perform(effect, next.run)
  }

  const perform = async (effect: Effect, run: number) => {
    const { orgSlug, jobNumber, base, loadPaymentForm, makePayment, ...on } = latest.current
    switch (effect.do) {
      case 'load': {
        const loading = answerOf(() => loadPaymentForm(orgSlug, { jobNumber }))
        // After a deploy a page that is being read comes as a whole, and takes the dialog with it: not what is typed.
        await live?.settled()
        return tell({ type: 'loaded', run, result: await loading })
      }
      case 'send': {
        change.current = undefined
        const onPassword = (isAsked: boolean) => {
          change.current = undefined
          tell({ type: isAsked ? 'asking' : 'resent', run })
        }
        const result = await answerOf(
          () => makePayment(orgSlug, { ...effect.input, seenOwedCents: seenOwedCents.current }),
          onPassword,
        )
        return tell({ type: 'answered', run, result })
      }
      case 'ask': {
        change.current = live?.next(effect.paymentId)
        const answer = await askStatus(base, effect.paymentId)
        return tell({ type: 'status', run, answer, isLive: live?.state() === 'live' })
      }
      case 'wait':
        await pause(effect.ms, change.current)
        return tell({ type: 'waited', run })
      case 'listen':
        if (!live) return
        await (change.current ?? live.next(effect.paymentId))
        return tell({ type: 'waited', run })
      case 'fill':
        seenOwedCents.current = effect.form.balance.owedCents
        return on.onOpened(effect.form)
      case 'refill':
        seenOwedCents.current = effect.form.balance.owedCents
        return on.onReopened(effect.form)
      case 'mark':
        return on.onFields(effect.fields)
      case 'forget':
        return on.onAuthorized()
    }
  }

  useEffect(() => {
    tell({ type: 'opened' })
    return () => tell({ type: 'closed' })
  }, [])
  useEffect(() => live?.subscribe(() => tell({ type: 'news' })), [live])

  return { phase, failure, tell }
}
