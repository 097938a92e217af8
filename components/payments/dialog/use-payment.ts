'use client'

import { useEffect, useRef, useState } from 'react'
import { useLive, useLiveHold } from '@/components/live'
import type { FormFailure } from '@/components/use-action-form'
import type { ActionResult } from '@/lib/orgs/action'
import type { PaymentForm } from '@/lib/payments/take/payment-form'
import type { MakePaymentForm } from '@/lib/payments/take/schema'
import type { EarlierPayment, PaymentView, RepeatQuestion } from '@/lib/payments/words/payment-view'
import { askStatus, pause } from './ask-status'

/** The two server actions that the dialog calls; the pages pass them in. */
export type PaymentActions = {
  loadPaymentForm: (orgSlug: string, input: { jobNumber: number }) => Promise<ActionResult<PaymentForm>>
  makePayment: (orgSlug: string, input: MakePaymentForm) => Promise<ActionResult<PaymentView | RepeatQuestion>>
}

export type Trouble = 'offline' | 'signed_out' | null

export type Phase =
  | { at: 'opening' }
  | { at: 'unopened'; message: string }
  | { at: 'form' | 'blocked'; form: PaymentForm }
  /** The request is under way. `slow` says so after a while. */
  | { at: 'processing'; form: PaymentForm; slow: boolean }
  /** Nothing was sent: is a payment like `earlier` really meant once more? */
  | { at: 'repeat'; form: PaymentForm; typed: MakePaymentForm; earlier: EarlierPayment }
  /** In doubt. Without a view: not even known whether Plumbline received it. */
  | { at: 'checking'; form: PaymentForm; view: PaymentView | null; trouble: Trouble }
  | { at: 'decided'; form: PaymentForm; view: PaymentView; reopening: boolean }

export type Failure = Omit<FormFailure, 'fields'>

type Options = PaymentActions & {
  orgSlug: string
  jobNumber: number
  /** The first form has arrived. */
  onOpened: (form: PaymentForm) => void
  /** The form was read again; what was typed stays. */
  onReopened: (form: PaymentForm) => void
  /** Money was taken, or nobody can take it again with what was typed. */
  onAuthorized: () => void
  onFields: (fields: Record<string, string>) => void
}

const SECOND = 1_000
/** After so long the status is asked for beside the running request: an answer may be lost without any error. */
const SLOW_AFTER = 8 * SECOND
/** After so long nobody waits for the request any more; the status alone is followed. */
const GIVE_UP_AFTER = 75 * SECOND
/**
 * "No such payment" for so long after the press proves that the lost request never arrived: one that did may wait for
 * a connection (10 s) and for its job's turn (20 s) before it can be seen (lib/db.ts).
 */
const ABSENT_AFTER = 40 * SECOND

const NOT_OPENED =
  'Plumbline could not be reached, so what is owed is not known. Check the connection and try again. Nothing was charged.'
const NOT_SENT =
  'The connection broke before the payment reached Plumbline. Nothing was sent and nothing was charged. You can try again.'

/** The head of the summary when the fields say the rest. */
export const LOOK_AGAIN = 'Some entries need another look.'

const isDecided = (view: PaymentView) => view.state !== 'checking'

/**
 * One use of the Make Payment dialog, from opening it to a result. The payment id decides that nothing is charged
 * twice: it stays the same until Plumbline has said what became of it.
 */
export function usePayment({ orgSlug, jobNumber, loadPaymentForm, makePayment, ...on }: Options) {
  const [phase, setPhase] = useState<Phase>({ at: 'opening' })
  const [failure, setFailure] = useState<Failure | null>(null)
  const attempts = useRef(0)
  // Whoever learns the outcome first moves on; an older run finds its number gone and falls silent.
  const run = useRef(0)
  const paying = useRef(false)
  const pressedAt = useRef(0)
  const live = useLive()
  useLiveHold(true)
  useEffect(
    () => () => {
      run.current++
    },
    [],
  )

  /** Live, the change itself ends the wait and asking is for the day it does not come. */
  const pollEvery = (age: number) =>
    live?.state() === 'live' ? 10 * SECOND : age < 120 * SECOND ? 2 * SECOND : 5 * SECOND

  const fail = (message: string, signedOut = false) => setFailure({ message, signedOut, attempt: ++attempts.current })
  const backToForm = (form: PaymentForm, message: string, signedOut = false) => {
    run.current++
    paying.current = false
    setPhase({ at: 'form', form })
    fail(message, signedOut)
  }
  const decide = (form: PaymentForm, view: PaymentView) => {
    const mine = ++run.current
    paying.current = false
    setPhase({ at: 'decided', form, view, reopening: false })
    if (view.state !== 'authorized' && view.state !== 'reversed') return
    on.onAuthorized()
    void stayTrue(form, view, mine)
  }
  /** Somebody else, or PaySimple, may take back what this dialog still calls authorized, or make it count again. */
  const stayTrue = async (form: PaymentForm, view: PaymentView, mine: number) => {
    let shown = view.words?.title
    let change = live?.next(form.paymentId)
    while (live && run.current === mine) {
      await change
      change = live.next(form.paymentId)
      const answer = await askStatus(orgSlug, form.paymentId)
      if (run.current !== mine || answer.kind !== 'found' || answer.view.words?.title === shown) continue
      shown = answer.view.words?.title
      setPhase({ at: 'decided', form, view: answer.view, reopening: false })
    }
  }

  const open = async (): Promise<ActionResult<PaymentForm>> => {
    try {
      return await loadPaymentForm(orgSlug, { jobNumber })
    } catch {
      return { ok: false, message: NOT_OPENED }
    }
  }

  const start = async () => {
    const mine = ++run.current
    setPhase({ at: 'opening' })
    const result = await open()
    if (run.current !== mine) return
    if (!result.ok) return setPhase({ at: 'unopened', message: result.message })
    on.onOpened(result.value)
    setPhase({ at: result.value.blocked ? 'blocked' : 'form', form: result.value })
  }

  /** What keeps a payment from being taken may be over by itself: another one is decided, or the credentials are there. */
  const blocked = phase.at === 'blocked'
  useEffect(() => {
    if (!blocked) return
    return live?.subscribe(() => {
      const mine = ++run.current
      void open().then((result) => {
        if (run.current !== mine || !result.ok) return
        on.onReopened(result.value)
        setPhase({ at: result.value.blocked ? 'blocked' : 'form', form: result.value })
      })
    })
  }, [live, blocked])

  /** After a decline: a new id, because the old one only ever answers what became of it. */
  const again = async (from: Extract<Phase, { at: 'decided' }>) => {
    const mine = ++run.current
    setFailure(null)
    setPhase({ ...from, reopening: true })
    const result = await open()
    if (run.current !== mine) return
    if (!result.ok) {
      setPhase({ ...from, reopening: false })
      return fail(result.message)
    }
    on.onReopened(result.value)
    setPhase({ at: result.value.blocked ? 'blocked' : 'form', form: result.value })
  }

  /** Asks until Plumbline says what became of the payment. `replied` is a refusal that came with words of its own. */
  const follow = async (form: PaymentForm, replied: string | null) => {
    const mine = ++run.current
    const startedAt = Date.now()
    for (;;) {
      const change = live?.next(form.paymentId)
      const answer = await askStatus(orgSlug, form.paymentId)
      if (run.current !== mine) return
      if (answer.kind === 'found') {
        if (isDecided(answer.view)) return decide(form, answer.view)
        setPhase({ at: 'checking', form, view: answer.view, trouble: null })
      } else if (replied !== null && answer.kind !== 'offline') {
        return backToForm(form, replied, answer.kind === 'signed_out')
      } else if (answer.kind === 'none') {
        if (Date.now() - pressedAt.current > ABSENT_AFTER) return backToForm(form, NOT_SENT)
        setPhase((before) => ({ at: 'checking', form, view: viewOf(before), trouble: null }))
      } else {
        const trouble = answer.kind
        setPhase((before) => ({ at: 'checking', form, view: viewOf(before), trouble }))
      }
      await pause(pollEvery(Date.now() - startedAt), change)
      if (run.current !== mine) return
    }
  }

  const watch = async (form: PaymentForm, mine: number) => {
    const startedAt = Date.now()
    while (Date.now() - startedAt < SLOW_AFTER) await pause(SLOW_AFTER - (Date.now() - startedAt))
    while (run.current === mine) {
      setPhase({ at: 'processing', form, slow: true })
      const change = live?.next(form.paymentId)
      const answer = await askStatus(orgSlug, form.paymentId)
      if (run.current !== mine) return
      if (answer.kind === 'found' && isDecided(answer.view)) return decide(form, answer.view)
      if (Date.now() - startedAt > GIVE_UP_AFTER) return follow(form, null)
      await pause(pollEvery(0), change)
    }
  }

  const pay = async (form: PaymentForm, typed: MakePaymentForm) => {
    // The state of the screen follows a moment later: this is what a double press meets.
    if (paying.current) return
    paying.current = true
    pressedAt.current = Date.now()
    const mine = ++run.current
    setFailure(null)
    setPhase({ at: 'processing', form, slow: false })
    void watch(form, mine)
    let result: ActionResult<PaymentView | RepeatQuestion> | null = null
    try {
      result = await makePayment(orgSlug, { ...typed, paymentId: form.paymentId })
    } catch {}
    if (run.current !== mine) return
    const answer = result?.ok ? result.value : null
    if (answer?.state === 'repeat') {
      run.current++
      paying.current = false
      return setPhase({ at: 'repeat', form, typed, earlier: answer.earlier })
    }
    if (answer && isDecided(answer)) return decide(form, answer)
    if (answer) setPhase({ at: 'checking', form, view: answer, trouble: null })
    const fields = result?.ok === false ? result.fields : undefined
    if (result?.ok !== false || !fields || Object.keys(fields).length === 0)
      return follow(form, result?.ok === false ? result.message : null)

    // Refused for what was typed, so nothing was begun. What is owed, or saved, may have changed meanwhile.
    const fresh = fields.amount || fields.savedAccountId ? await open() : null
    if (run.current !== mine) return
    if (fresh?.ok) on.onReopened(fresh.value)
    if (fresh?.ok && fresh.value.blocked) {
      paying.current = false
      return setPhase({ at: 'blocked', form: fresh.value })
    }
    const only = Object.values(fields).includes(result.message) // said beside its field already
    backToForm(fresh?.ok ? fresh.value : form, only ? LOOK_AGAIN : result.message)
    on.onFields(fields)
  }

  /** From the question about a repeat back to what was typed. */
  const back = (form: PaymentForm) => setPhase({ at: 'form', form })

  return { phase, failure, fail, start, pay, again, back }
}

const viewOf = (phase: Phase) => (phase.at === 'checking' ? phase.view : null)
