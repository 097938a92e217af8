import { expect, it } from 'vitest'
import { askedOnce } from './asked-once'

/** A question whose answers are given one by one, at a time that stands still. */
function question() {
  const asked: { answer: (text: string) => void; fail: (error: Error) => void }[] = []
  let time = 0
  const ask = askedOnce(
    () => new Promise<string>((resolve, reject) => asked.push({ answer: resolve, fail: reject })),
    5_000,
    () => time,
  )
  return {
    ...{ ask, asked },
    pass: (milliseconds: number) => {
      time += milliseconds
    },
  }
}

it('is asked once by all who ask at once, and anew by who asks later', async () => {
  const { ask, asked } = question()
  const both = [ask(), ask()]
  asked[0]?.answer('one')
  expect(await Promise.all(both)).toEqual(['one', 'one'])
  const next = ask()
  asked[1]?.answer('two')
  expect(await next).toBe('two')
  expect(asked).toHaveLength(2)
})

it('fails for all of them, and is asked anew', async () => {
  const { ask, asked } = question()
  const both = Promise.allSettled([ask(), ask()])
  asked[0]?.fail(new Error('gone'))
  expect((await both).map(({ status }) => status)).toEqual(['rejected', 'rejected'])
  const next = ask()
  asked[1]?.answer('two')
  expect(await next).toBe('two')
})

it('is asked anew where no answer comes, and the late one ends nothing', async () => {
  const { ask, asked, pass } = question()
  const lost = ask()
  pass(5_000)
  const next = ask()
  asked[0]?.answer('late')
  expect(await lost).toBe('late')
  const joined = ask()
  asked[1]?.answer('two')
  expect(await Promise.all([next, joined])).toEqual(['two', 'two'])
  expect(asked).toHaveLength(2)
})
