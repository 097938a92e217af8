import type { ContentLine, DocumentContent } from './content'
import { inEveryList, lineOf, listsOf, placeOf } from './places'

// How two people edit one draft at once. Each has it as it was when they last had the same (`base`), and their own. What only
// one of them changed is taken from whoever did; of what both changed, `mine` stays and the field is named. Pure.

type Value = null | boolean | number | string | readonly Value[] | { readonly [key: string]: Value }
type Item = { readonly id: string } & { readonly [key: string]: Value }

/** A field that both changed, by its path: ids of what it is in, then its name. `theirs` as it is stored now. */
export type Collision = { path: string[]; mine: unknown; theirs: unknown }

export type Merged = { content: DocumentContent; collisions: Collision[] }

/**
 * Merges two drafts. Nothing that anybody typed is lost: a line that one has removed and the other has changed stays, and
 * what both have added is there twice.
 */
export function mergeContents(base: DocumentContent, mine: DocumentContent, theirs: DocumentContent): Merged {
  const collisions: Collision[] = []
  const content = merge(...inOnePlace(base, mine, theirs, collisions), [], collisions)
  return { content: content as unknown as DocumentContent, collisions }
}

/**
 * What two drafts last had in common, where some of my saves had no answer: the last of those that theirs has everything of that
 * it changed. Measured from an older one, what I have taken back since would look like a change of theirs.
 * @param sent my saves without an answer, in their order: each may be stored, or not
 */
export function lastInCommon(
  base: DocumentContent,
  sent: readonly DocumentContent[],
  theirs: DocumentContent,
): DocumentContent {
  const found = sent.findLast((mine, at) => {
    const before = sent[at - 1] ?? base
    return !same(before, mine) && same(mergeContents(before, mine, theirs).content, theirs)
  })
  return found ?? base
}

type Three = [base: DocumentContent, mine: DocumentContent, theirs: DocumentContent]

/**
 * Puts a line that one of them has moved to another list there in all three, in both drafts merged: lists are merged one by
 * one, and would have it twice. Where I moved it, I say where.
 */
function inOnePlace(
  base: DocumentContent,
  mine: DocumentContent,
  theirs: DocumentContent,
  collisions: Collision[],
): Three {
  let three: Three = [base, mine, theirs]
  for (const { id: list, lines } of listsOf(mine))
    for (const line of lines) {
      const there = placeOf(theirs, line.id)
      if (!there || there.list === list) continue
      const was = lineOf(base, line.id)
      const isMyMove = placeOf(base, line.id)?.list !== list
      const target = isMyMove ? list : there.list
      const place = listsOf(isMyMove ? mine : theirs).find(({ id }) => id === target)
      const path = [...(place?.path ?? []), line.id]
      const merged = merge(was, line, lineOf(theirs, line.id), path, collisions) as ContentLine
      const ids = place?.lines.map(({ id }) => id) ?? []
      const ahead = ids.slice(0, ids.indexOf(line.id))
      const [first, second, third] = three
      const put = (content: DocumentContent) => moved(content, merged, target, ahead)
      three = [was ? moved(first, was, target, ahead) : first, put(second), put(third)]
    }
  return three
}

/** A draft with a line in one list and no other, behind the last of those that are `ahead` of it. */
const moved = (content: DocumentContent, line: ContentLine, list: string, ahead: readonly string[]): DocumentContent =>
  inEveryList(content, (lines, id) => {
    const others = lines.filter((each) => each.id !== line.id)
    if (id !== list) return others.length === lines.length ? lines : others
    return others.toSpliced(others.findLastIndex((each) => ahead.includes(each.id)) + 1, 0, line)
  })

function merge(base: unknown, mine: unknown, theirs: unknown, path: string[], collisions: Collision[]): unknown {
  if (same(mine, theirs) || same(base, theirs)) return mine
  if (same(base, mine)) return theirs
  if (isItems(mine) && isItems(theirs)) return mergeItems(isItems(base) ? base : [], mine, theirs, path, collisions)
  if (isFields(mine) && isFields(theirs) && isFields(base) && isSameSort(mine, theirs)) {
    const keys = new Set([...Object.keys(mine), ...Object.keys(theirs)])
    return Object.fromEntries(
      [...keys].map((key) => [key, merge(base[key], mine[key], theirs[key], [...path, key], collisions)]),
    )
  }
  collisions.push({ path, mine, theirs })
  return mine
}

/** A fixed amount and a percentage have different fields: one is taken whole. */
const isSameSort = (a: Record<string, unknown>, b: Record<string, unknown>) => a.kind === b.kind && a.on === b.on

/**
 * Lists of things with ids, merged one by one. The order is mine where I moved anything, else theirs; what the other has
 * added stands behind what it followed there.
 */
function mergeItems(
  base: readonly Item[],
  mine: readonly Item[],
  theirs: readonly Item[],
  path: string[],
  collisions: Collision[],
): Item[] {
  const [inBase, inMine, inTheirs] = [base, mine, theirs].map((list) => new Map(list.map((item) => [item.id, item])))
  const kept = (id: string): Item | null => {
    const [was, my, their] = [inBase?.get(id), inMine?.get(id), inTheirs?.get(id)]
    if (my && their) return merge(was, my, their, [...path, id], collisions) as Item
    const left = my ?? their
    // Removed by the other: gone, unless it was changed since.
    return left && (!was || !same(was, left)) ? left : null
  }
  const both = (list: readonly Item[], other?: Map<string, Item>) =>
    list.map(({ id }) => id).filter((id) => other?.has(id))
  const iMoved = !same(both(mine, inBase), both(base, inMine))
  const [first, second] = iMoved ? [mine, theirs] : [theirs, mine]
  const order = first.map(({ id }) => id)
  second.forEach(({ id }, index) => {
    if (order.includes(id)) return
    const before = second
      .slice(0, index)
      .map((item) => item.id)
      .findLast((each) => order.includes(each))
    order.splice(before === undefined ? 0 : order.indexOf(before) + 1, 0, id)
  })
  return order.map(kept).filter((item) => item !== null)
}

const isFields = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const isItems = (value: unknown): value is Item[] =>
  Array.isArray(value) && value.every((each) => isFields(each) && typeof each.id === 'string')

/** Whether two values of plain JSON are the same. */
export function same(a: unknown, b: unknown): boolean {
  if (Object.is(a, b)) return true
  if (Array.isArray(a) && Array.isArray(b)) return a.length === b.length && a.every((each, at) => same(each, b[at]))
  if (!isFields(a) || !isFields(b)) return false
  const keys = Object.keys(a)
  return keys.length === Object.keys(b).length && keys.every((key) => key in b && same(a[key], b[key]))
}
