import type { StatusAnswer } from '../ask-status'
import { reduce } from '../payment-machine'
import { type Event, INITIAL, type Input, type Result, type State } from '../payment-state'
import { earlierOf, formOf, ok, refusal, TYPED, viewOf } from './payment-values'

// The dialog's states, each reached by the events that lead there.

export const ID = 'payment-1'
export const FORM = formOf(ID)
export const ASK = { do: 'ask', paymentId: ID }
export const LISTEN = { do: 'listen', paymentId: ID }

export type Unstamped<T> = T extends unknown ? Omit<T, 'run'> : never

export const person = (state: State, input: Input, at = 0) => reduce(state, { ...input, at })
/** The result of an effect that `state` asked for. */
export const came = (state: State, result: Unstamped<Result>, at = 0) =>
  reduce(state, { ...result, run: state.run, at } as Event)
export const status = (state: State, answer: StatusAnswer, at = 0, isLive = false) =>
  came(state, { type: 'status', answer, isLive }, at)
export const found = (state: Parameters<typeof viewOf>[1], title?: string): StatusAnswer => ({
  kind: 'found',
  view: viewOf(ID, state, title),
})

// Each state by the shortest way there.
export const opening = () => person(INITIAL, { type: 'opened' })
export const unopened = () => came(opening(), { type: 'loaded', result: null })
export const atForm = () => came(opening(), { type: 'loaded', result: ok(FORM) })
export const blocked = () => came(opening(), { type: 'loaded', result: ok(formOf(ID, 'not_active')) })
export const processing = () => person(atForm(), { type: 'pressed', typed: TYPED })
export const asking = () => came(processing(), { type: 'asking' })
export const refusedFor = (fields: Record<string, string>) =>
  came(processing(), { type: 'answered', result: refusal('Refused.', fields) })
export const lost = () => came(processing(), { type: 'answered', result: null })
export const refused = (message = 'Not possible.') => came(processing(), { type: 'answered', result: refusal(message) })
export const checking = () => came(processing(), { type: 'answered', result: ok(viewOf(ID, 'checking')) })
export const unsure = () => status(lost(), { kind: 'none' })
export const repeat = () =>
  came(processing(), { type: 'answered', result: ok({ state: 'repeat', earlier: earlierOf('first') }) })
export const decided = (state: 'authorized' | 'declined' | 'not_taken' | 'reversed') =>
  came(processing(), { type: 'answered', result: ok(viewOf(ID, state)) })
export const reopening = () => person(decided('declined'), { type: 'again' })

export const STATES = {
  ...{ opening, unopened, atForm, blocked, processing, asking, lost, refused, checking, unsure, repeat, reopening },
  reading: () => refusedFor({ amount: 'Too much.' }),
  authorized: () => decided('authorized'),
  declined: () => decided('declined'),
  notTaken: () => decided('not_taken'),
  reversed: () => decided('reversed'),
}
