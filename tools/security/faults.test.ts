import { existsSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { FAULTS } from './faults'

test('each fault can be planted: its file has what is broken, once, and its test is there', () => {
  expect(FAULTS.length).toBeGreaterThanOrEqual(24)
  for (const { name, file, find, replace, test: noticing } of FAULTS) {
    expect([name, readFileSync(file, 'utf8').split(find).length - 1]).toEqual([name, 1])
    expect([name, replace === find]).toEqual([name, false])
    expect([name, existsSync(noticing)]).toEqual([name, true])
  }
})
