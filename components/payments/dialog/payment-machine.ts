import type { PaymentForm } from '@/lib/payments/take/payment-form'
import type { MakePaymentForm } from '@/lib/payments/take/typed-payment'
import type { PaymentView, RepeatQuestion } from '@/lib/payments/words/payment-view'
import { NOT_OPENED, NOT_SENT, NOTHING_CHARGED } from '@/lib/payments/words/screen'
import type { StatusAnswer } from './ask-status'
import {
  type Answer,
  type Effect,
  type Event,
  type Failure,
  type Follow,
  INITIAL,
  type In,
  type Phase,
  type State,
  type Trouble,
} from './payment-state'

// One use of the Make Payment dialog, from opening it to a result, as a pure state machine: `reduce` takes an event and
// returns the next state with its effects; use-payment.ts performs them. The payment id keeps anything from being charged
// twice: it stays the same until Plumbline reports the outcome.

const SECOND = 1_000
/** After this long the status is polled beside the running request: an answer can be lost without any error. */
export const SLOW_AFTER = 8 * SECOND
/** After this long the request is given up, and only the status is polled. */
export const GIVE_UP_AFTER = 75 * SECOND
/**
 * "No such payment" this long after the press proves that the lost request never arrived: one that did may wait for a
 * connection (10 s) and for its job's lock (20 s) before its payment is visible (lib/db.ts).
 */
export const ABSENT_AFTER = 40 * SECOND

/** Live updates end the wait; polling then only covers one that never arrives. */
const pollEvery = (age: number, isLive: boolean) =>
  isLive ? 10 * SECOND : age < 120 * SECOND ? 2 * SECOND : 5 * SECOND

/**
 * The dialog's next state after an event. Pure.
 * @returns the next state with the effects to perform now, or `state` itself where the event changes nothing
 */
export function reduce(state: State, event: Event): State {
  const { phase } = state
  if ('run' in event && event.run !== state.run) return state
  switch (event.type) {
    case 'opened':
      return phase.at === 'opening' || phase.at === 'unopened' ? enter(state, { at: 'opening' }, { do: 'load' }) : state
    case 'closed':
      return { ...INITIAL, run: state.run + 1 }
    case 'loaded':
      return loaded(state, event.result)
    case 'pressed':
      // The state is ahead of the screen, so a double press ends here.
      return phase.at === 'form' ? pay(state, phase.form, event.typed, event.at) : state
    case 'invalid':
      return phase.at === 'form' ? fail(state, 'Check the fields marked below.') : state
    case 'confirmed':
      return phase.at === 'repeat'
        ? pay(state, phase.form, { ...phase.typed, confirmedRepeatOf: phase.earlier.id }, event.at)
        : state
    case 'back':
      return phase.at === 'repeat' ? enter(state, { at: 'form', form: phase.form }) : state
    case 'again':
      return phase.at === 'decided' && !phase.reopening && isNotCharged(phase.view)
        ? enter({ ...state, failure: null }, { ...phase, reopening: true }, { do: 'load' })
        : state
    case 'news':
      // What blocked the payment may be over: another payment is decided, or the credentials are there.
      return phase.at === 'blocked' ? enter(state, phase, { do: 'load' }) : state
    case 'answered':
      return phase.at === 'processing' && !phase.refused && !phase.follow
        ? answered(state, { ...phase, asking: false }, event.result, event.at)
        : state
    case 'asking':
      return phase.at === 'processing' && !phase.refused && !phase.follow
        ? go(state, { ...phase, asking: true })
        : state
    case 'resent':
      return phase.at === 'processing' && phase.asking
        ? go(state, { ...phase, asking: false, slow: false, pressedAt: event.at }, { do: 'wait', ms: SLOW_AFTER })
        : state
    case 'status':
      if (isAsking(phase)) return state
      if (phase.at === 'decided') return stillTrue(state, phase, event.answer)
      if (phase.at === 'processing' && !phase.follow) return watched(state, phase, event)
      return phase.at === 'processing' || phase.at === 'checking' ? followed(state, phase, event) : state
    case 'waited':
      return waited(state, event.at)
  }
}

/** Nothing is under way that a status could tell of. */
const isAsking = (phase: Phase) => phase.at === 'processing' && phase.asking

const isDecided = (view: PaymentView) => view.state !== 'checking'
const isNotCharged = (view: PaymentView) => view.state === 'declined' || view.state === 'not_taken'

/** The same run goes on. */
const go = (state: State, phase: Phase, ...effects: Effect[]): State => ({ ...state, phase, effects })

/** Starts a new run: results of the one before are ignored. */
const enter = (state: State, phase: Phase, ...effects: Effect[]): State =>
  go({ ...state, run: state.run + 1 }, phase, ...effects)

type Why = Pick<Failure, 'signedOut' | 'newVersion'>

function fail(state: State, message: string, why: Why = {}): State {
  const attempt = state.attempts + 1
  return { ...state, failure: { message, signedOut: false, ...why, attempt }, attempts: attempt, effects: [] }
}

const backToForm = (state: State, form: PaymentForm, message: string, why: Why = {}, ...effects: Effect[]) =>
  enter(fail(state, message, why), { at: 'form', form }, ...effects)

const atForm = (form: PaymentForm): Phase => ({ at: form.blocked ? 'blocked' : 'form', form })

function loaded(state: State, result: Answer<PaymentForm>): State {
  const { phase } = state
  const form = result?.ok ? result.value : null
  const problem = result?.ok === false ? result.message : NOT_OPENED
  switch (phase.at) {
    case 'opening':
      return form
        ? enter(state, atForm(form), { do: 'fill', form })
        : enter(state, { at: 'unopened', message: problem })
    case 'blocked':
      return form ? enter(state, atForm(form), { do: 'refill', form }) : state
    case 'decided':
      if (!phase.reopening) return state
      return form
        ? enter(state, atForm(form), { do: 'refill', form })
        : enter(fail(state, problem), { ...phase, reopening: false })
    case 'processing':
      if (!phase.refused) return state
      if (form?.blocked) return enter(state, atForm(form), { do: 'refill', form })
      return refuse(state, form ?? phase.form, phase.refused, form ? [{ do: 'refill', form }] : [])
    default:
      return state
  }
}

/** Sends what was typed, and polls the status beside it once it is slow. */
const pay = (state: State, form: PaymentForm, typed: MakePaymentForm, at: number): State =>
  enter(
    { ...state, failure: null },
    { at: 'processing', form, typed, slow: false, pressedAt: at, asking: false, refused: null, follow: null },
    { do: 'send', input: { ...typed, paymentId: form.paymentId } },
    { do: 'wait', ms: SLOW_AFTER },
  )

function answered(state: State, phase: In<'processing'>, result: Answer<PaymentView | RepeatQuestion>, at: number) {
  const { form, typed, pressedAt } = phase
  if (!result) return follow(state, phase, { since: at, replied: null })
  if (result.ok) {
    const answer = result.value
    if (answer.state === 'repeat') return enter(state, { at: 'repeat', form, typed, earlier: answer.earlier })
    if (isDecided(answer)) return decide(state, form, answer)
    const by = { since: at, replied: null }
    return follow(state, { at: 'checking', form, view: answer, trouble: null, pressedAt, follow: by }, by)
  }
  const { message, fields, newVersion, needsPassword } = result
  // The server doesn't know the action, so it never ran: there is nothing to follow.
  if (newVersion) return backToForm(state, form, `${message} ${NOTHING_CHARGED}`, { newVersion })
  if (needsPassword) return backToForm(state, form, message)
  if (!fields || Object.keys(fields).length === 0) return follow(state, phase, { since: at, replied: message })
  // A field was refused, so no payment was started. What is owed or saved may have changed in the meantime.
  const refused = { message, fields }
  if (fields.amount || fields.savedAccountId) return go(state, { ...phase, refused }, { do: 'load' })
  return refuse(state, form, refused)
}

/** Returns to what was typed, with an error beside each refused field. */
function refuse(
  state: State,
  form: PaymentForm,
  { message, fields }: NonNullable<In<'processing'>['refused']>,
  effects: Effect[] = [],
): State {
  return backToForm(state, form, message, {}, ...effects, { do: 'mark', fields })
}

/** Polls until Plumbline reports the outcome of the payment. */
const follow = (state: State, phase: In<'processing' | 'checking'>, by: Follow): State =>
  enter(state, { ...phase, follow: by }, { do: 'ask', paymentId: phase.form.paymentId })

function decide(state: State, form: PaymentForm, view: PaymentView): State {
  const phase: Phase = { at: 'decided', form, view, reopening: false }
  if (isNotCharged(view)) return enter(state, phase)
  return enter(state, phase, { do: 'forget' }, { do: 'listen', paymentId: form.paymentId })
}

type StatusEvent = Extract<Event, { type: 'status' }>

/** The status beside the running request. */
function watched(state: State, phase: In<'processing'>, { answer, isLive, at }: StatusEvent): State {
  if (answer.kind === 'found' && isDecided(answer.view)) return decide(state, phase.form, answer.view)
  if (at - phase.pressedAt > GIVE_UP_AFTER) return follow(state, phase, { since: at, replied: null })
  return go(state, phase, { do: 'wait', ms: pollEvery(0, isLive) })
}

/** Only the status can say the outcome now. */
function followed(state: State, phase: In<'processing' | 'checking'>, { answer, isLive, at }: StatusEvent): State {
  const { form, pressedAt, follow: by } = phase
  if (!by) return state
  const checking = (view: PaymentView | null, trouble: Trouble) =>
    go(
      state,
      { at: 'checking', form, view, trouble, pressedAt, follow: by },
      { do: 'wait', ms: pollEvery(at - by.since, isLive) },
    )
  if (answer.kind === 'found')
    return isDecided(answer.view) ? decide(state, form, answer.view) : checking(answer.view, null)
  const view = phase.at === 'checking' ? phase.view : null
  const trouble = answer.kind === 'none' ? null : answer.kind
  // Plumbline has the payment, so only its outcome ends this.
  if (view) return checking(view, trouble)
  if (by.replied !== null && answer.kind !== 'offline')
    return backToForm(state, form, by.replied, { signedOut: answer.kind === 'signed_out' })
  if (answer.kind === 'none' && at - pressedAt > ABSENT_AFTER) return backToForm(state, form, NOT_SENT)
  return checking(null, trouble)
}

/** Follows a decided payment: somebody else or PaySimple can reverse it, or make it count again. */
function stillTrue(state: State, phase: In<'decided'>, answer: StatusAnswer): State {
  const isNew =
    answer.kind === 'found' && isDecided(answer.view) && answer.view.words?.title !== phase.view.words?.title
  const view = isNew ? answer.view : phase.view
  return go(state, { ...phase, view }, { do: 'listen', paymentId: phase.form.paymentId })
}

function waited(state: State, at: number): State {
  const { phase } = state
  if (isAsking(phase)) return state
  if (phase.at !== 'processing' && phase.at !== 'checking' && phase.at !== 'decided') return state
  const ask: Effect = { do: 'ask', paymentId: phase.form.paymentId }
  if (phase.at !== 'processing') return go(state, phase, ask)
  const left = SLOW_AFTER - (at - phase.pressedAt)
  return left > 0 ? go(state, phase, { do: 'wait', ms: left }) : go(state, { ...phase, slow: true }, ask)
}
