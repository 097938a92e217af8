import { expect, test } from 'vitest'
import { takePlace } from './at-most'

test('so many places are taken and no more, each kind for itself, until they are given back', () => {
  const [one, two] = [takePlace('tests', 2), takePlace('tests', 2)]
  expect([one, two]).not.toContain(null)
  expect(takePlace('tests', 2)).toBeNull()
  expect(takePlace('other tests', 2)).not.toBeNull()
  one?.()
  const again = takePlace('tests', 2)
  expect(again).not.toBeNull()
  expect(takePlace('tests', 2)).toBeNull()
})
