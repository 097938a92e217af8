import { describe, expect, test } from 'vitest'
import { type ContentLine, contentSchema, type DocumentContent } from './content'
import { valueAt } from './editing/path-words'
import { linesOf } from './lines-of'
import { mergeContents } from './merge'

const lineOf = (id: string, more: Partial<ContentLine> = {}) => ({
  ...{ id, description: id, quantityHundredths: 100, unitPriceCents: 100 },
  ...more,
})
const contentOf = (lines: object[], more: object = {}): DocumentContent =>
  contentSchema.parse({ sections: [{ id: 's', lines }], ...more })
const base = contentOf([lineOf('a'), lineOf('b'), lineOf('c')], { note: 'Hello' })
const ids = (content: DocumentContent) => linesOf(content).map(({ line }) => line.id)
const find = (content: DocumentContent, id: string) => linesOf(content).find(({ line }) => line.id === id)?.line

describe('two drafts', () => {
  test('that changed different things hold both', () => {
    const mine = contentOf([lineOf('a', { unitPriceCents: 7 }), lineOf('b'), lineOf('c')], { note: 'Hello' })
    const theirs = contentOf([lineOf('a', { description: 'A!' }), lineOf('b')], { note: 'Hi', terms: 'Pay' })
    const { content, collisions } = mergeContents(base, mine, theirs)
    expect(collisions).toEqual([])
    expect(content).toMatchObject({ note: 'Hi', terms: 'Pay' })
    expect(find(content, 'a')).toMatchObject({ unitPriceCents: 7, description: 'A!' })
    expect(ids(content)).toEqual(['a', 'b'])
  })

  test('that changed the same field keep mine, and name it with both', () => {
    const mine = contentOf([lineOf('a', { description: 'mine' }), lineOf('b'), lineOf('c')], { note: 'Hello' })
    const theirs = contentOf([lineOf('a', { description: 'theirs' }), lineOf('b'), lineOf('c')], { note: 'Hello' })
    const { content, collisions } = mergeContents(base, mine, theirs)
    expect(find(content, 'a')?.description).toBe('mine')
    const path = ['sections', 's', 'lines', 'a', 'description']
    expect(collisions).toEqual([{ path, mine: 'mine', theirs: 'theirs' }])
  })

  test('that both added lines have all of them, each where it was added', () => {
    const mine = contentOf([lineOf('a'), lineOf('m'), lineOf('b'), lineOf('c')], { note: 'Hello' })
    const theirs = contentOf([lineOf('a'), lineOf('b'), lineOf('c'), lineOf('t')], { note: 'Hello' })
    expect(ids(mergeContents(base, mine, theirs).content)).toEqual(['a', 'm', 'b', 'c', 't'])
  })

  test('of which one removed what the other changed keep it', () => {
    const mine = contentOf([lineOf('a'), lineOf('c')], { note: 'Hello' })
    const theirs = contentOf([lineOf('a'), lineOf('b', { unitPriceCents: 9 }), lineOf('c')], { note: 'Hello' })
    expect(ids(mergeContents(base, mine, theirs).content)).toEqual(['a', 'b', 'c'])
    expect(ids(mergeContents(base, theirs, mine).content)).toEqual(['a', 'b', 'c'])
  })

  test('of which one moved lines have them in that order', () => {
    const mine = contentOf([lineOf('c'), lineOf('a'), lineOf('b')], { note: 'Hello' })
    const theirs = contentOf([lineOf('a'), lineOf('b'), lineOf('c'), lineOf('t')], { note: 'Hello' })
    expect(ids(mergeContents(base, mine, theirs).content)).toEqual(['c', 't', 'a', 'b'])
    expect(ids(mergeContents(base, theirs, mine).content)).toEqual(['c', 't', 'a', 'b'])
  })

  test('of which one moved a line to another section, and the other changed it, have it there once, changed', () => {
    const of = (a: object[], b: object[]) =>
      contentSchema.parse({
        sections: [
          { id: 'a', lines: a },
          { id: 'b', lines: b },
        ],
      })
    const was = of([lineOf('x'), lineOf('y')], [lineOf('z')])
    const edited = of([lineOf('x', { unitPriceCents: 5 }), lineOf('y')], [lineOf('z')])
    const elsewhere = of([lineOf('y')], [lineOf('z'), lineOf('x', { description: 'X!' })])
    const expected = of([lineOf('y')], [lineOf('z'), lineOf('x', { unitPriceCents: 5, description: 'X!' })])
    expect(mergeContents(was, edited, elsewhere).content).toEqual(expected)
    expect(mergeContents(was, elsewhere, edited).content).toEqual(expected)
  })

  test('of which one moved a line into an option, and both changed it, name where it is now', () => {
    const of = (own: object[], option: object[]) =>
      contentSchema.parse({
        sections: [{ id: 's', lines: own }],
        optionGroups: [{ id: 'g', options: [{ id: 'o', lines: option }], defaultOptionId: 'o' }],
      })
    const was = of([lineOf('x')], [])
    const mine = of([lineOf('x', { description: 'mine' })], [])
    const theirs = of([], [lineOf('x', { description: 'theirs' })])
    const { content, collisions } = mergeContents(was, mine, theirs)
    expect(collisions).toMatchObject([{ mine: 'mine', theirs: 'theirs' }])
    expect(valueAt(content, collisions[0]?.path ?? [])).toBe('mine')
  })

  test('of which one made an amount a percentage don’t become half of each', () => {
    const off = (discount: object) => contentOf([lineOf('a')], { discounts: [{ id: 'd', ...discount }] })
    const was = off({ kind: 'amount', amountCents: 100 })
    const mine = off({ kind: 'percent', percentThousandths: 5_000 })
    const theirs = off({ kind: 'amount', amountCents: 200 })
    const { content, collisions } = mergeContents(was, mine, theirs)
    expect(content.discounts).toEqual(mine.discounts)
    expect(collisions).toHaveLength(1)
  })
})
