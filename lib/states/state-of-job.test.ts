import { expect, test } from 'vitest'
import { stateOfJob } from './state-of-job'

test.each([
  [['MD', 'CA', 'CO'], 'MD'],
  [['', 'CA', 'CO'], 'CA'],
  [[' ', null, 'CO'], 'CO'],
  [[null, null, null], null],
])('the state of %j is %s', (states, state) => expect(stateOfJob(states)).toBe(state))
