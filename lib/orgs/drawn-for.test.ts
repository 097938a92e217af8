import { expect, test } from 'vitest'
import { drawnForHeader, drawnForProblem } from './drawn-for'

const DANA = { id: 'user-1', name: 'Dana Ökafor' }
const MARCO = { id: 'user-2', name: 'Marco Díaz' }

test('fault 42: an action is done for whom its page was drawn for', () => {
  expect(drawnForProblem(drawnForHeader(DANA), DANA)).toBeNull()
  expect(drawnForProblem(drawnForHeader({ ...DANA, name: 'Renamed since' }), DANA)).toBeNull()
})

test('fault 42: and for nobody who signed in since, with both names', () => {
  expect(drawnForProblem(drawnForHeader(DANA), MARCO)).toContain(
    'This page is Dana Ökafor’s, but you’re now signed in as Marco Díaz. Nothing was done.',
  )
})

test.each([null, '', 'user-1%', 'user-3', 'user-3 %E0%A4%A'])(
  'fault 42: nor where it isn’t said for whom: %j',
  (header) => expect(drawnForProblem(header, DANA)).toContain('can’t tell whose page this is. Nothing was done.'),
)
