import type { FormFailure } from '@/components/use-action-form'
import type { ActionResult } from '@/lib/orgs/action'
import type { PaymentForm } from '@/lib/payments/take/payment-form'
import type { MakePaymentForm } from '@/lib/payments/take/typed-payment'
import type { EarlierPayment, PaymentView, RepeatQuestion } from '@/lib/payments/words/payment-view'
import type { StatusAnswer } from './ask-status'

// The states, events and effects of the Make Payment dialog. payment-machine.ts has the rules.

export type Trouble = 'offline' | 'signed_out' | null

export type Failure = Omit<FormFailure, 'fields'>

/** Only the status is polled, `since` then. `replied` is an error that came with a message but without fields. */
export type Follow = { since: number; replied: string | null }

export type Phase =
  | { at: 'opening' }
  | { at: 'unopened'; message: string }
  | { at: 'form' | 'blocked'; form: PaymentForm }
  | {
      /** The request is in progress. `slow`: it takes longer than usual. */
      at: 'processing'
      form: PaymentForm
      typed: MakePaymentForm
      slow: boolean
      pressedAt: number
      /** The person is asked for the password, and nothing was sent that counts. It may take as long as it takes. */
      asking: boolean
      /** What was typed was refused, and the form is loading again. */
      refused: { message: string; fields: Record<string, string> } | null
      /** The request ended without an outcome; the first status decides what the dialog shows. */
      follow: Follow | null
    }
  /** Nothing was sent yet: the person says whether a second payment like `earlier` is meant. */
  | { at: 'repeat'; form: PaymentForm; typed: MakePaymentForm; earlier: EarlierPayment }
  /** Unconfirmed. Without a view, it isn’t even known whether Plumbline received the payment. */
  | {
      at: 'checking'
      form: PaymentForm
      view: PaymentView | null
      trouble: Trouble
      pressedAt: number
      follow: Follow
    }
  | { at: 'decided'; form: PaymentForm; view: PaymentView; reopening: boolean }

export type In<At extends Phase['at']> = Extract<Phase, { at: At }>

/** What a transition asks for. Each is done once; its result is an event with the state's `run`. */
export type Effect =
  /** Load the form with what is owed and a new payment id: answered by `loaded`. */
  | { do: 'load' }
  /** Send the payment: answered by `answered`. */
  | { do: 'send'; input: MakePaymentForm }
  /** Ask for the status of the payment: answered by `status`. */
  | { do: 'ask'; paymentId: string }
  /** Wait `ms`, or less when a change of the payment is announced: answered by `waited`. */
  | { do: 'wait'; ms: number }
  /** Wait for a change of the payment, however long: answered by `waited`. */
  | { do: 'listen'; paymentId: string }
  /** Fill in the first form. */
  | { do: 'fill'; form: PaymentForm }
  /** The form was loaded again: what was typed stays. */
  | { do: 'refill'; form: PaymentForm }
  /** Mark the fields that were refused. */
  | { do: 'mark'; fields: Record<string, string> }
  /** Forget the card and account numbers. */
  | { do: 'forget' }

/** `null`: there was no answer. */
export type Answer<T> = ActionResult<T> | null

/** What the person does, or the page. */
export type Input =
  | { type: 'opened' | 'closed' }
  | { type: 'pressed'; typed: MakePaymentForm }
  /** Complete Payment was pressed, and the form itself found something wrong. */
  | { type: 'invalid' }
  /** The repeat is meant. */
  | { type: 'confirmed' }
  /** From the question about a repeat back to what was typed. */
  | { type: 'back' }
  /** Another try after a decline. */
  | { type: 'again' }
  /** A payment of the organization changed, or may have. */
  | { type: 'news' }

/** The result of an effect. `run` is that of the state that asked for it. */
export type Result = { run: number } & (
  | { type: 'loaded'; result: Answer<PaymentForm> }
  | { type: 'answered'; result: Answer<PaymentView | RepeatQuestion> }
  /** Before it is answered: the password has to be given first, or was given and the payment is sent again. */
  | { type: 'asking' | 'resent' }
  /** `isLive`: the next change is announced. */
  | { type: 'status'; answer: StatusAnswer; isLive: boolean }
  | { type: 'waited' }
)

/** `at`: when it happened, in milliseconds. */
export type Event = (Input | Result) & { at: number }

export type State = {
  phase: Phase
  failure: Failure | null
  /** The number of failures so far: each new one takes the focus. */
  attempts: number
  /** The number of the current run. Events of an earlier run are ignored. */
  run: number
  effects: readonly Effect[]
}

export const INITIAL: State = { phase: { at: 'opening' }, failure: null, attempts: 0, run: 0, effects: [] }
