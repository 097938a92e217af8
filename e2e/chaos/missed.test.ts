import { expect, test } from 'vitest'
import { createMissed } from './missed'
import { drawPlan, type Intent } from './plan'

const [drawn] = drawPlan({ payments: 1, seed: 1 }).intents
if (!drawn) throw new Error('nothing was drawn')
const free = (n: number, changes: Partial<Intent> = {}): Intent => ({
  ...{ ...drawn, n, customerOf: n, flow: 'one_click', source: 'bank', amountCents: 5_00, aims: [], undo: undefined },
  ...changes,
})
const missed = free(1, { source: 'card', aims: [{ on: 'payment', by: 'app', fault: { kind: 'cut' } }] })

function stage(struck: (n: number) => number = () => 0) {
  const armed: unknown[] = []
  let at = 0
  const arm = (...args: unknown[]) => void armed.push(args)
  const pass = (ms: number) => {
    at += ms
  }
  return { armed, pass, ...createMissed({ struck, arm }, () => at) }
}

test('what missed its payment is dealt to the next one that is free, and to nobody before its time', () => {
  const { note, dealTo, pass, armed } = stage()
  note(missed)
  expect(dealTo(free(2))).toEqual(free(2))
  pass(15_000)
  for (const taken of [
    free(3, { flow: 'double_click' }),
    free(4, { customerOf: 1 }),
    free(5, { amountCents: 999_901 }),
    { ...missed, n: 6, customerOf: 6 },
  ])
    expect(dealTo(taken)).toBe(taken)
  expect(dealTo(free(7))).toEqual({ ...missed, n: 7, customerOf: 7 })
  expect(armed).toEqual([[1, []]])
  expect(dealTo(free(8))).toEqual(free(8))
})

test('what struck is not dealt again', () => {
  const { note, dealTo, pass } = stage(() => 1)
  note(missed)
  pass(15_000)
  expect(dealTo(free(2))).toEqual(free(2))
})

test('a part of it that did not strike is enough, and four tries are all', () => {
  const { note, dealTo, pass } = stage(() => 1)
  const undo = { kind: 'refund', keeps: 0.5, race: 'alone', aims: missed.aims } as const
  let last: Intent = { ...missed, undo }
  for (let n = 2; n <= 4; n++) {
    note(last)
    pass(15_000)
    last = dealTo(free(n))
    expect(last).toMatchObject({ n, aims: missed.aims, undo })
  }
  note(last)
  pass(15_000)
  expect(dealTo(free(5))).toEqual(free(5))
})

test('a new customer, who has nothing saved, pays as he would have', () => {
  const { note, dealTo, pass } = stage()
  note({ ...missed, source: 'saved' })
  pass(15_000)
  expect(dealTo(free(2))).toMatchObject({ aims: missed.aims, source: 'bank' })
})

test('what is aimed at the mail is waited for longer, and keeps nothing else waiting', () => {
  const { note, dealTo, pass } = stage()
  note(free(1, { aims: [{ mail: true, kill: 'worker', when: 'before' }] }))
  note({ ...missed, n: 2, customerOf: 2 })
  pass(15_000)
  expect(dealTo(free(3)).aims).toEqual(missed.aims)
  expect(dealTo(free(4)).aims).toEqual([])
  pass(45_000)
  expect(dealTo(free(5)).aims).toEqual([{ mail: true, kill: 'worker', when: 'before' }])
})
