import { expect, test } from 'vitest'
import { API_BUGS, DESIGN_BUGS } from './bugs'
import { expectCaught } from './expect-caught'

// bugs-long.test.ts looks for the rest.
test('there are twelve that the API invites, and fourteen that the design does', () => {
  expect(API_BUGS).toHaveLength(12)
  expect(DESIGN_BUGS).toHaveLength(14)
})

test.each(API_BUGS)('is caught for what it is: %s', (bug) => expectCaught(bug, { seed: 3, intents: 2_000 }))
