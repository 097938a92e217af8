import { describe, expect, it } from 'vitest'
import { NOT_SENT } from '@/lib/payments/words/screen'
import type { StatusAnswer } from './ask-status'
import { ABSENT_AFTER, GIVE_UP_AFTER, SLOW_AFTER } from './payment-machine'
import {
  ASK,
  came,
  checking,
  decided,
  FORM,
  found,
  ID,
  LISTEN,
  lost,
  processing,
  refused,
  STATES,
  status,
  unsure,
} from './testing/payment-steps'

describe('a slow answer', () => {
  it('is said after a while and not before, and the status asked for beside it', () => {
    const early = came(processing(), { type: 'waited' }, 3_000)
    expect(early).toMatchObject({ phase: { slow: false }, effects: [{ do: 'wait', ms: SLOW_AFTER - 3_000 }] })
    expect(came(early, { type: 'waited' }, SLOW_AFTER)).toMatchObject({ phase: { slow: true }, effects: [ASK] })
  })

  it.each([found('checking'), { kind: 'none' }, { kind: 'offline' }, { kind: 'signed_out' }] as StatusAnswer[])(
    'is waited for while the status is $kind and nothing is decided',
    (answer) => {
      const slow = came(processing(), { type: 'waited' }, SLOW_AFTER)
      const next = status(slow, answer, SLOW_AFTER)
      expect(next).toMatchObject({ phase: slow.phase, run: slow.run, effects: [{ do: 'wait', ms: 2_000 }] })
      expect(status(slow, answer, SLOW_AFTER, true).effects).toEqual([{ do: 'wait', ms: 10_000 }])
    },
  )

  it('is given up in the end, and the status alone is followed', () => {
    const slow = came(processing(), { type: 'waited' }, SLOW_AFTER)
    const given = status(slow, { kind: 'none' }, GIVE_UP_AFTER + 1)
    expect(given).toMatchObject({ phase: { at: 'processing' }, run: slow.run + 1, effects: [ASK] })
    expect(status(given, { kind: 'offline' }, GIVE_UP_AFTER + 1).phase).toMatchObject({
      at: 'checking',
      trouble: 'offline',
    })
  })

  it('is said also while the form loads again', () => {
    const reading = STATES.reading()
    expect(came(reading, { type: 'waited' }, SLOW_AFTER)).toMatchObject({ phase: { slow: true }, run: reading.run })
  })
})

describe('following the status', () => {
  it('decides by what is found', () => {
    for (const from of [lost(), refused(), checking(), unsure()])
      for (const state of ['authorized', 'declined', 'not_taken', 'reversed'] as const)
        expect(status(from, found(state)).phase).toMatchObject({ at: 'decided', view: { state } })
  })

  it('shows an unconfirmed payment, and keeps it through trouble', () => {
    const known = status(lost(), found('checking'))
    expect(known).toMatchObject({ phase: { at: 'checking', view: { id: ID }, trouble: null } })
    for (const kind of ['offline', 'signed_out'] as const)
      expect(status(known, { kind }).phase).toMatchObject({ at: 'checking', view: { id: ID }, trouble: kind })
  })

  it('never goes back to the form once the payment is there, whatever was replied and is heard', () => {
    for (const from of [lost(), refused()])
      for (const kind of ['none', 'offline', 'signed_out'] as const) {
        const known = status(from, found('checking'))
        const next = status(known, { kind }, ABSENT_AFTER + 1)
        expect(next).toMatchObject({ phase: { at: 'checking', view: { id: ID } }, failure: null })
      }
  })

  it('says "not sent" only once it has been absent for so long that it can no longer arrive', () => {
    const soon = status(lost(), { kind: 'none' }, ABSENT_AFTER)
    expect(soon).toMatchObject({ phase: { at: 'checking', view: null, trouble: null }, failure: null })
    expect(status(soon, { kind: 'none' }, ABSENT_AFTER + 1)).toMatchObject({
      phase: { at: 'form', form: FORM },
      failure: { message: NOT_SENT, signedOut: false },
      effects: [],
    })
  })

  it('takes no trouble for an answer, however long', () => {
    for (const kind of ['offline', 'signed_out'] as const)
      expect(status(unsure(), { kind }, 10 * GIVE_UP_AFTER).phase).toMatchObject({ at: 'checking', trouble: kind })
  })

  it('believes a refusal in words once the payment is not there', () => {
    expect(status(refused(), { kind: 'none' })).toMatchObject({
      phase: { at: 'form', form: FORM },
      failure: { message: 'Not possible.', signedOut: false },
    })
    expect(status(refused(), { kind: 'signed_out' })).toMatchObject({
      phase: { at: 'form' },
      failure: { message: 'Not possible.', signedOut: true },
    })
    const offline = status(refused(), { kind: 'offline' })
    expect(offline.phase).toMatchObject({ at: 'checking', trouble: 'offline' })
    expect(status(offline, { kind: 'none' }).failure?.message).toBe('Not possible.')
  })

  it('asks again after a wait: seldom where the change is told, less often as time goes by', () => {
    expect(unsure().effects).toEqual([{ do: 'wait', ms: 2_000 }])
    expect(status(lost(), { kind: 'offline' }, 120_000).effects).toEqual([{ do: 'wait', ms: 5_000 }])
    expect(status(lost(), { kind: 'offline' }, 120_000, true).effects).toEqual([{ do: 'wait', ms: 10_000 }])
    expect(came(unsure(), { type: 'waited' }).effects).toEqual([ASK])
  })
})

describe('a result that is followed while it is open', () => {
  it('asks when a change is told, and shows what is new', () => {
    const asking = came(decided('authorized'), { type: 'waited' })
    expect(asking).toMatchObject({ phase: { at: 'decided' }, effects: [ASK] })
    const reversed = status(asking, found('reversed', 'Voided'))
    expect(reversed).toMatchObject({ phase: { at: 'decided', view: { state: 'reversed' } }, effects: [LISTEN] })
    const returned = status(came(reversed, { type: 'waited' }), found('reversed', 'Returned'))
    expect(returned.phase).toMatchObject({ view: { words: { title: 'Returned' } } })
    const again = status(came(returned, { type: 'waited' }), found('authorized'))
    expect(again.phase).toMatchObject({ view: { state: 'authorized' } })
  })

  it.each([found('authorized'), found('checking'), { kind: 'none' }, { kind: 'offline' }, { kind: 'signed_out' }])(
    'listens on after %o',
    (answer) => {
      const asking = came(decided('authorized'), { type: 'waited' })
      expect(status(asking, answer as StatusAnswer)).toMatchObject({ phase: asking.phase, effects: [LISTEN] })
    },
  )
})
