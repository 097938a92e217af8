import { describe, expect, it } from 'vitest'
import { NOT_OPENED } from '@/lib/payments/words/screen'
import { GIVE_UP_AFTER, reduce, SLOW_AFTER } from './payment-machine'
import type { Event, Input, Result } from './payment-state'
import {
  ASK,
  asking,
  atForm,
  blocked,
  came,
  checking,
  decided,
  FORM,
  found,
  ID,
  LISTEN,
  lost,
  opening,
  person,
  processing,
  refused,
  refusedFor,
  reopening,
  repeat,
  STATES,
  status,
  type Unstamped,
  unopened,
} from './testing/payment-steps'
import { formOf, ok, refusal, TYPED, viewOf } from './testing/payment-values'

describe('opening', () => {
  it('loads the form, fills it in and shows it', () => {
    expect(opening()).toMatchObject({ phase: { at: 'opening' }, effects: [{ do: 'load' }] })
    expect(atForm()).toMatchObject({ phase: { at: 'form', form: FORM }, effects: [{ do: 'fill', form: FORM }] })
  })

  it('shows why no payment can be taken', () => {
    expect(blocked()).toMatchObject({ phase: { at: 'blocked', form: { blocked: 'not_active' } } })
  })

  it('says in its words why it did not open, or that Plumbline was not reached, and tries again', () => {
    expect(came(opening(), { type: 'loaded', result: refusal('No such job.') }).phase).toEqual({
      at: 'unopened',
      message: 'No such job.',
    })
    expect(unopened().phase).toEqual({ at: 'unopened', message: NOT_OPENED })
    expect(person(unopened(), { type: 'opened' })).toMatchObject({
      phase: { at: 'opening' },
      effects: [{ do: 'load' }],
    })
  })
})

describe('blocked', () => {
  it('loads the form on news, and opens by itself once nothing is in the way', () => {
    const reading = person(blocked(), { type: 'news' })
    expect(reading).toMatchObject({ phase: { at: 'blocked' }, effects: [{ do: 'load' }] })
    const fresh = formOf('payment-2')
    expect(came(reading, { type: 'loaded', result: ok(fresh) })).toMatchObject({
      phase: { at: 'form', form: fresh },
      effects: [{ do: 'refill', form: fresh }],
    })
  })

  it('stays when it still is, also when nothing was heard', () => {
    const reading = person(blocked(), { type: 'news' })
    const paid = formOf('payment-2', 'nothing_to_pay')
    expect(came(reading, { type: 'loaded', result: ok(paid) }).phase).toEqual({ at: 'blocked', form: paid })
    expect(came(reading, { type: 'loaded', result: null })).toBe(reading)
  })

  it('goes by the answer to the newest news', () => {
    const first = person(blocked(), { type: 'news' })
    const second = person(first, { type: 'news' })
    expect(reduce(second, { type: 'loaded', run: first.run, result: ok(FORM), at: 0 })).toBe(second)
  })
})

describe('the press', () => {
  it('fault 39: says that nothing was charged when the server doesn’t know the action, and follows nothing', () => {
    const old = { ok: false, message: 'A new version is here.', newVersion: true } as const
    const back = came(processing(), { type: 'answered', result: old })
    expect(back).toMatchObject({
      phase: { at: 'form', form: FORM },
      failure: { message: 'A new version is here. Nothing was charged.', newVersion: true },
      effects: [],
    })
    expect(person(back, { type: 'pressed', typed: TYPED }).effects).toContainEqual({
      do: 'send',
      input: { ...TYPED, paymentId: ID },
    })
  })

  it('fault 39: a form that can’t load because of a new version says so', () => {
    const old = { ok: false, message: 'A new version is here.', newVersion: true } as const
    expect(came(opening(), { type: 'loaded', result: old }).phase).toEqual({
      at: 'unopened',
      message: 'A new version is here.',
    })
  })

  it('sends what was typed under the id of the form, once', () => {
    expect(processing()).toMatchObject({
      phase: { at: 'processing', slow: false },
      effects: [
        { do: 'send', input: { ...TYPED, paymentId: ID } },
        { do: 'wait', ms: SLOW_AFTER },
      ],
    })
    const state = processing()
    expect(person(state, { type: 'pressed', typed: TYPED })).toBe(state)
  })

  it('clears the failure of the press before', () => {
    const invalid = person(atForm(), { type: 'invalid' })
    expect(invalid).toMatchObject({
      phase: { at: 'form' },
      failure: { message: 'Check the fields marked below.', attempt: 1 },
      effects: [],
    })
    expect(person(invalid, { type: 'invalid' }).failure?.attempt).toBe(2)
    expect(person(invalid, { type: 'pressed', typed: TYPED }).failure).toBeNull()
  })
})

describe('the answer', () => {
  it.each(['authorized', 'reversed'] as const)('%s: forgets the numbers and listens for a change', (state) => {
    expect(decided(state)).toMatchObject({
      phase: { at: 'decided', view: { state }, reopening: false },
      effects: [{ do: 'forget' }, LISTEN],
    })
  })

  it.each(['declined', 'not_taken'] as const)('%s: keeps what was typed', (state) => {
    expect(decided(state)).toMatchObject({ phase: { at: 'decided', view: { state } }, effects: [] })
  })

  it('checking: says so at once and asks for the status', () => {
    expect(checking()).toMatchObject({ phase: { at: 'checking', view: { id: ID }, trouble: null }, effects: [ASK] })
  })

  it('lost: asks for the status before it says anything', () => {
    expect(lost()).toMatchObject({ phase: { at: 'processing' }, effects: [ASK] })
  })

  it('refused in words alone: asks for the status before it believes them', () => {
    expect(refused()).toMatchObject({ phase: { at: 'processing' }, failure: null, effects: [ASK] })
  })

  it('refused for a field: back to what was typed, marked', () => {
    const fields = { billingZip: 'Five digits.' }
    expect(refusedFor(fields)).toMatchObject({
      phase: { at: 'form', form: FORM },
      failure: { message: 'Refused.', signedOut: false, attempt: 1 },
      effects: [{ do: 'mark', fields }],
    })
  })

  it.each(['amount', 'savedAccountId'])('refused for %s: reads what is owed and saved first', (name) => {
    const fields = { [name]: 'Changed in the meantime.' }
    const reading = refusedFor(fields)
    expect(reading).toMatchObject({ phase: { at: 'processing' }, effects: [{ do: 'load' }] })
    const fresh = formOf('payment-2')
    expect(came(reading, { type: 'loaded', result: ok(fresh) })).toMatchObject({
      phase: { at: 'form', form: fresh },
      failure: { message: 'Refused.' },
      effects: [
        { do: 'refill', form: fresh },
        { do: 'mark', fields },
      ],
    })
    expect(came(reading, { type: 'loaded', result: null })).toMatchObject({
      phase: { at: 'form', form: FORM },
      effects: [{ do: 'mark', fields }],
    })
    const paid = formOf('payment-2', 'nothing_to_pay')
    expect(came(reading, { type: 'loaded', result: ok(paid) })).toMatchObject({
      phase: { at: 'blocked', form: paid },
      failure: null,
      run: reading.run + 1, // results of the request are ignored
      effects: [{ do: 'refill', form: paid }],
    })
  })

  it('changes nothing once the status has decided, or nobody waits for it', () => {
    const slow = came(processing(), { type: 'waited' }, SLOW_AFTER)
    const late = { type: 'answered', run: slow.run, result: ok(viewOf(ID, 'declined')), at: SLOW_AFTER } as const
    const done = status(slow, found('authorized'), SLOW_AFTER)
    expect(done.phase).toMatchObject({ at: 'decided', view: { state: 'authorized' } })
    expect(reduce(done, late)).toBe(done)
    const given = status(slow, { kind: 'none' }, GIVE_UP_AFTER + 1)
    expect(reduce(given, late)).toBe(given)
  })
})

describe('the password', () => {
  const HOUR = 60 * 60_000
  const needed = { ok: false, message: 'Enter your password again.', needsPassword: true } as const

  it('is waited for however long it takes: nothing was sent that a status could tell of', () => {
    const state = asking()
    expect(state).toMatchObject({ phase: { at: 'processing', asking: true }, effects: [] })
    expect(came(state, { type: 'waited' }, HOUR)).toBe(state)
    for (const answer of [{ kind: 'none' }, { kind: 'signed_out' }] as const)
      expect(status(state, answer, HOUR)).toBe(state)
  })

  it('given: the payment is sent again, and its time begins then', () => {
    const resent = came(asking(), { type: 'resent' }, HOUR)
    expect(resent).toMatchObject({
      phase: { at: 'processing', asking: false, slow: false, pressedAt: HOUR },
      effects: [{ do: 'wait', ms: SLOW_AFTER }],
    })
    expect(came(resent, { type: 'waited' }, HOUR + SLOW_AFTER)).toMatchObject({ phase: { slow: true }, effects: [ASK] })
    expect(status(resent, { kind: 'none' }, HOUR + GIVE_UP_AFTER).phase.at).toBe('processing')
    expect(came(resent, { type: 'answered', result: ok(viewOf(ID, 'authorized')) }).phase.at).toBe('decided')
    const lostThen = came(resent, { type: 'answered', result: null }, HOUR)
    expect(lostThen.effects).toEqual([ASK])
    expect(status(lostThen, { kind: 'none' }, HOUR + 1_000).phase.at).toBe('checking')
  })

  it('not given: back to what was typed, and the next press is the same payment', () => {
    const back = came(asking(), { type: 'answered', result: needed }, HOUR)
    expect(back).toMatchObject({ phase: { at: 'form', form: FORM }, failure: { message: needed.message }, effects: [] })
    expect(person(back, { type: 'pressed', typed: TYPED }).effects).toContainEqual({
      do: 'send',
      input: { ...TYPED, paymentId: ID },
    })
  })
})

describe('the question about a repeat', () => {
  it('is asked before anything is sent', () => {
    expect(repeat()).toMatchObject({ phase: { at: 'repeat', earlier: { id: 'first' } }, effects: [] })
  })

  it('confirmed: sends the same once more, naming the first, once', () => {
    const state = person(repeat(), { type: 'confirmed' })
    expect(state.effects[0]).toEqual({ do: 'send', input: { ...TYPED, paymentId: ID, confirmedRepeatOf: 'first' } })
    expect(person(state, { type: 'confirmed' })).toBe(state)
  })

  it('leads back to what was typed', () => {
    expect(person(repeat(), { type: 'back' })).toMatchObject({ phase: { at: 'form', form: FORM }, effects: [] })
  })
})

describe('another try', () => {
  it('is made with a new id, and what was typed', () => {
    expect(reopening()).toMatchObject({ phase: { at: 'decided', reopening: true }, effects: [{ do: 'load' }] })
    const fresh = formOf('payment-2')
    expect(came(reopening(), { type: 'loaded', result: ok(fresh) })).toMatchObject({
      phase: { at: 'form', form: fresh },
      failure: null,
      effects: [{ do: 'refill', form: fresh }],
    })
    const paid = formOf('payment-2', 'nothing_to_pay')
    expect(came(reopening(), { type: 'loaded', result: ok(paid) }).phase.at).toBe('blocked')
  })

  it('can be made again where the form did not open', () => {
    const failed = came(reopening(), { type: 'loaded', result: null })
    expect(failed).toMatchObject({ phase: { at: 'decided', reopening: false }, failure: { message: NOT_OPENED } })
    expect(came(reopening(), { type: 'loaded', result: refusal('Gone.') }).failure?.message).toBe('Gone.')
    expect(person(failed, { type: 'again' })).toMatchObject({ failure: null, effects: [{ do: 'load' }] })
  })

  it('is loaded once', () => {
    const state = reopening()
    expect(person(state, { type: 'again' })).toBe(state)
  })
})

describe('closing', () => {
  it.each(Object.entries(STATES))('from %s leaves nothing that an answer could change', (_name, make) => {
    const state = make()
    const closed = person(state, { type: 'closed' })
    expect(closed.effects).toEqual([])
    expect(reduce(closed, { type: 'answered', run: state.run, result: null, at: 0 })).toBe(closed)
    expect(reduce(closed, { type: 'waited', run: state.run, at: 0 })).toBe(closed)
    expect(person(closed, { type: 'opened' })).toMatchObject({ phase: { at: 'opening' }, effects: [{ do: 'load' }] })
  })
})

describe('what does not belong', () => {
  const RESULTS: Unstamped<Result>[] = [
    { type: 'loaded', result: ok(formOf('other')) },
    { type: 'answered', result: ok(viewOf(ID, 'authorized')) },
    { type: 'status', answer: found('declined'), isLive: false },
    { type: 'waited' },
  ]

  it.each(Object.entries(STATES))('in %s an answer of another run changes nothing', (_name, make) => {
    const state = make()
    for (const result of RESULTS)
      for (const run of [state.run - 1, state.run + 1])
        expect(reduce(state, { ...result, run, at: 1 } as Event)).toBe(state)
  })

  const BELONGS: Record<string, (keyof typeof STATES)[]> = {
    opened: ['opening', 'unopened'],
    pressed: ['atForm'],
    invalid: ['atForm'],
    confirmed: ['repeat'],
    back: ['repeat'],
    again: ['declined', 'notTaken'],
    news: ['blocked'],
  }
  const INPUTS: Input[] = [
    { type: 'pressed', typed: TYPED },
    ...(['opened', 'invalid', 'confirmed', 'back', 'again', 'news'] as const).map((type) => ({ type })),
  ]
  it.each(INPUTS)('$type does something in its own states and nothing in any other', (input) => {
    for (const [name, make] of Object.entries(STATES)) {
      const state = make()
      const isHeard = person(state, input) !== state
      expect([name, isHeard]).toEqual([name, BELONGS[input.type]?.includes(name as keyof typeof STATES)])
    }
  })
})
