import { describe, expect, test } from 'vitest'
import { differencesBetween, isUpToDate } from './edits'

const MINE = '0196a000-0000-4000-8000-000000000001'
const OTHER = '0196a000-0000-4000-8000-000000000002'

describe('fault 40: a form may replace a row', () => {
  test.each([
    ['that nobody has saved since it was opened', { version: 3, formId: OTHER }, true],
    ['that it has saved itself, without an answer', { version: 4, formId: MINE }, true],
    ['never that somebody else has saved since', { version: 4, formId: OTHER }, false],
    ['never that was saved without a form since', { version: 4, formId: null }, false],
  ])('%s', (_, stored, may) => expect(isUpToDate(stored, { version: 3, formId: MINE })).toBe(may))
})

test('fault 40: both versions are shown where they differ, and only there', () => {
  const theirs = { title: 'Roof', notes: '', site: { street: '12 Elm St', city: 'Golden' } }
  const mine = { title: 'Roof', notes: 'Gate code 12', site: { street: '9 Oak St', city: 'Golden' } }
  expect(differencesBetween(theirs, mine)).toEqual([
    { path: 'notes', theirs: '', mine: 'Gate code 12' },
    { path: 'site.street', theirs: '12 Elm St', mine: '9 Oak St' },
  ])
})
