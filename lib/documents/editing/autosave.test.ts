import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { twoLines } from '@/lib/testing/random-edits'
import type { DocumentContent } from '../content'
import { type Collision, same } from '../merge'
import { lineOf } from '../places'
import { createAutosave, SAVE_AFTER, SAVE_WITHIN, type SaveAnswer, type SaveStatus } from './autosave'
import { duplicateLine, patchLine, removeLine } from './change-lines'
import { patchContent } from './change-money'
import { createStore } from './store'

// Against a server that keeps save-draft.ts's rule, on a clock that only the test moves.

/** Runs what is due, in the order of time. */
function virtualClock() {
  let time = 0
  let due: { at: number; run: () => void }[] = []
  let underWay = 0
  return {
    /** Time waits for it. */
    async during<T>(work: () => Promise<T>): Promise<T> {
      underWay++
      try {
        return await work()
      } finally {
        underWay--
      }
    },
    now: () => time,
    after(ms: number, run: () => void) {
      const entry = { at: time + ms, run }
      due.push(entry)
      return () => {
        due = due.filter((each) => each !== entry)
      }
    },
    async pass(ms: number) {
      const end = time + ms
      for (;;) {
        do await settled()
        while (underWay > 0)
        const next = due.filter(({ at }) => at <= end).sort((a, b) => a.at - b.at)[0]
        if (!next) break
        due = due.filter((each) => each !== next)
        time = next.at
        next.run()
      }
      time = end
    },
  }
}
/** Every promise that is settled already has been answered. */
const settled = () => new Promise<void>((resolve) => setImmediate(resolve))

type Fault = 'none' | 'lost before' | 'lost after'

function server(content: DocumentContent) {
  const stored = { content, version: 1, formId: '' }
  let saves = 0
  return {
    stored,
    saves: () => saves,
    fault: 'none' as Fault,
    refusal: null as string | null,
    async save(formId: string, version: number, sent: DocumentContent): Promise<SaveAnswer> {
      const { fault } = this
      await settled()
      saves++
      if (fault === 'lost before') return null
      if (this.refusal) return { refused: { message: this.refusal } }
      const answer = this.take(formId, version, JSON.parse(JSON.stringify(sent)))
      return fault === 'lost after' ? null : answer
    },
    take(formId: string, version: number, sent: DocumentContent): SaveAnswer {
      if (same(stored.content, sent)) return { saved: true, version: stored.version }
      if (version !== stored.version && formId !== stored.formId)
        return { saved: false, version: stored.version, content: stored.content }
      Object.assign(stored, { content: sent, formId, version: stored.version + 1 })
      return { saved: true, version: stored.version }
    },
  }
}

function editor(name: string, at: ReturnType<typeof server>, clock: ReturnType<typeof virtualClock>) {
  const { content, version } = at.stored
  const store = createStore(content)
  const collisions: Collision[] = []
  const statuses: SaveStatus['is'][] = []
  const saver = createAutosave({
    ...{ version, stored: content, current: store.content, after: clock.after, now: clock.now },
    send: (known, sent) => clock.during(() => at.save(name, known, sent)),
    takeIn: (base, theirs, sent) => void collisions.push(...store.takeIn(base, theirs, sent)),
    onStatus: ({ is }) => statuses.push(is),
  })
  store.subscribe(saver.changed)
  const describeLine = (id: string, description: string) =>
    store.edit(patchLine(id, { description }), { field: id, at: clock.now() })
  return { store, saver, collisions, statuses, describeLine }
}

function room() {
  const clock = virtualClock()
  const at = server(twoLines())
  return { clock, at, open: (name: string) => editor(name, at, clock) }
}
const textOf = (content: DocumentContent, id: string) => lineOf(content, id)?.description

describe('saving as somebody types', () => {
  test('saves once, a moment after the last change', async () => {
    const { clock, at, open } = room()
    const { describeLine, statuses } = open('form')
    for (const text of ['R', 'Ro', 'Roof']) {
      describeLine('a', text)
      await clock.pass(SAVE_AFTER - 1)
    }
    expect(at.saves()).toBe(0)
    await clock.pass(1)
    expect(at.saves()).toBe(1)
    expect(textOf(at.stored.content, 'a')).toBe('Roof')
    expect(statuses).toEqual(['saving', 'saved'])
  })

  test('doesn’t wait for ever for a pause', async () => {
    const { clock, at, open } = room()
    const { describeLine } = open('form')
    for (let typed = 0; typed < 20; typed++) {
      describeLine('a', `text ${typed}`)
      await clock.pass(SAVE_WITHIN / 10)
    }
    expect(at.saves()).toBeGreaterThanOrEqual(1)
  })

  test('saves at once when asked, and says whether all of it is saved', async () => {
    const { at, open } = room()
    const { describeLine, saver } = open('form')
    describeLine('a', 'Roof')
    expect(await saver.flush()).toBe(true)
    expect(textOf(at.stored.content, 'a')).toBe('Roof')
    expect(await saver.flush()).toBe(true)
    expect(at.saves()).toBe(1)
  })

  test('a change that is taken back is no change', async () => {
    const { clock, at, open } = room()
    const { describeLine, store, statuses } = open('form')
    describeLine('a', 'Roof')
    store.undo()
    await clock.pass(60_000)
    expect(at.saves()).toBe(0)
    expect(statuses).toEqual(['saving', 'saved'])
  })

  test('without an answer it says so, and tries again until there is one', async () => {
    const { clock, at, open } = room()
    const { describeLine, saver, statuses } = open('form')
    at.fault = 'lost before'
    describeLine('a', 'Roof')
    expect(await saver.flush()).toBe(false)
    await clock.pass(20_000)
    expect(statuses).toEqual(['saving', 'retrying'])
    at.fault = 'none'
    await clock.pass(30_000)
    expect(statuses).toEqual(['saving', 'retrying', 'saved'])
    expect(textOf(at.stored.content, 'a')).toBe('Roof')
  })

  test('a save whose answer was lost is undone on the server, too', async () => {
    const { clock, at, open } = room()
    const { describeLine, saver, store } = open('form')
    at.fault = 'lost after'
    describeLine('a', 'Roof')
    await saver.flush()
    expect(textOf(at.stored.content, 'a')).toBe('Roof')
    at.fault = 'none'
    store.undo()
    await clock.pass(60_000)
    expect(textOf(at.stored.content, 'a')).toBe('Line a')
    expect(saver.status().is).toBe('saved')
  })

  test('a refusal is said with its words, and the next change tries again', async () => {
    const { clock, at, open } = room()
    const { describeLine, saver } = open('form')
    at.refusal = 'The total can’t be below $500.00.'
    describeLine('a', 'Roof')
    expect(await saver.flush()).toBe(false)
    expect(saver.status()).toEqual({ is: 'refused', refusal: { message: at.refusal } })
    await clock.pass(60_000)
    expect(at.saves()).toBe(1)
    at.refusal = null
    describeLine('a', 'Roof and gutters')
    await clock.pass(SAVE_AFTER)
    expect(saver.status().is).toBe('saved')
  })
})

describe('two editors of one draft', () => {
  test('both changes are there, on both screens', async () => {
    const { clock, at, open } = room()
    const [one, two] = [open('one'), open('two')]
    one.describeLine('a', 'Roof')
    await clock.pass(SAVE_AFTER)
    two.describeLine('b', 'Gutters')
    await clock.pass(SAVE_AFTER)
    one.store.edit(patchContent({ note: 'Hello' }), { at: clock.now() })
    await clock.pass(SAVE_AFTER)
    expect(at.stored.content.note).toBe('Hello')
    for (const { store, collisions } of [one, two]) {
      expect(textOf(store.content(), 'a')).toBe('Roof')
      expect(textOf(store.content(), 'b')).toBe('Gutters')
      expect(collisions).toEqual([])
    }
  })

  test('one field in two ways: the second keeps theirs and is shown the other’s', async () => {
    const { clock, at, open } = room()
    const [one, two] = [open('one'), open('two')]
    one.describeLine('a', 'Roof')
    two.describeLine('a', 'New roof')
    await clock.pass(SAVE_AFTER)
    const found = [...one.collisions, ...two.collisions]
    expect(found).toHaveLength(1)
    const [both] = found
    expect([both?.mine, both?.theirs].sort()).toEqual(['New roof', 'Roof'])
    expect(textOf(at.stored.content, 'a')).toBe(both?.mine)
  })

  test('what was saved without an answer and taken back stays taken back, though the other saves in between', async () => {
    const { clock, at, open } = room()
    const [one, two] = [open('one'), open('two')]
    one.describeLine('a', 'Roof')
    at.fault = 'lost after'
    await one.saver.flush()
    expect(textOf(at.stored.content, 'a')).toBe('Roof')
    at.fault = 'lost before'
    one.describeLine('a', 'Line a')
    await clock.pass(1_000)
    at.fault = 'none'
    two.describeLine('b', 'Gutters')
    await two.saver.flush()
    await clock.pass(120_000)
    expect(['a', 'b'].map((id) => textOf(at.stored.content, id))).toEqual(['Line a', 'Gutters'])
    expect(textOf(one.store.content(), 'a')).toBe('Line a')
    expect([...one.collisions, ...two.collisions]).toEqual([])
  })

  test('a line that was added, saved without an answer and removed doesn’t come back', async () => {
    const { clock, at, open } = room()
    const [one, two] = [open('one'), open('two')]
    one.store.edit(duplicateLine('a', 'more'), { at: clock.now() })
    at.fault = 'lost after'
    await one.saver.flush()
    at.fault = 'none'
    one.store.edit(removeLine('more'), { at: clock.now() })
    two.describeLine('b', 'Gutters')
    await two.saver.flush()
    await clock.pass(120_000)
    expect([textOf(at.stored.content, 'more'), textOf(at.stored.content, 'b')]).toEqual([undefined, 'Gutters'])
  })

  test('whatever is lost on the way, in the end both show what is stored, with all that either typed', async () => {
    const work = fc.record({
      who: fc.nat(1),
      text: fc.string({ minLength: 1, maxLength: 4 }).map((text) => `t${text.replace(/\W/g, '')}`),
      pause: fc.nat(1_500),
      fault: fc.constantFrom<Fault>('none', 'none', 'lost before', 'lost after'),
    })
    await fc.assert(
      fc.asyncProperty(fc.array(work, { maxLength: 25 }), async (all) => {
        const { clock, at, open } = room()
        const editors = [open('one'), open('two')] as const
        const last = ['Line a', 'Line b']
        for (const { who, text, pause, fault } of all) {
          at.fault = fault
          // Each has a line of their own.
          editors[who === 0 ? 0 : 1].describeLine(who === 0 ? 'a' : 'b', text)
          last[who] = text
          await clock.pass(pause)
        }
        at.fault = 'none'
        await clock.pass(120_000)
        for (const each of editors) {
          each.store.edit(patchContent({ note: 'the last word' }), { at: clock.now() })
          await clock.pass(120_000)
          expect(each.saver.status().is).toBe('saved')
          expect(each.collisions).toEqual([])
        }
        expect(['a', 'b'].map((id) => textOf(at.stored.content, id))).toEqual(last)
      }),
      { numRuns: 300 },
    )
  })
})
