import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { describeFailures, readResults } from './results'

let folder = ''
beforeAll(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'results-'))
})
afterAll(() => rmSync(folder, { recursive: true }))

const report = (name: string, content: object) => {
  const file = path.join(folder, name)
  writeFileSync(file, JSON.stringify(content))
  return file
}

test('the failed tests of both runners are named, each with what it said', () => {
  const test = (title: string, status: string, failureMessages: string[] = []) => ({
    title,
    fullName: `sums ${title}`,
    status,
    failureMessages,
  })
  const pure = report('pure.json', {
    testResults: [
      {
        name: path.resolve('lib/a.test.ts'),
        status: 'failed',
        message: '',
        assertionResults: [
          test('adds', 'passed'),
          test('takes away', 'failed', ['\u001b[31mAssertionError\u001b[39m: 1 is not 2\n\n    at a.test.ts:3:1\n']),
          test('waits', 'pending'),
        ],
      },
      { name: path.resolve('lib/b.test.ts'), status: 'failed', message: 'No such module', assertionResults: [] },
    ],
  })
  const browser = report('browser.json', {
    suites: [
      {
        file: 'c.spec.ts',
        specs: [{ title: 'pays', ok: true, tests: [{ results: [{}] }] }],
        suites: [
          {
            file: 'c.spec.ts',
            specs: [
              { title: 'voids', ok: false, tests: [{ results: [{ error: { message: 'Timed out\nafter 60 s' } }] }] },
            ],
          },
        ],
      },
    ],
  })
  const results = readResults([pure, browser, path.join(folder, 'not-there.json')])
  expect(results.map(({ passed }) => passed)).toEqual([true, false, false, true, false])
  expect(describeFailures(results)).toBe(
    [
      '✗ lib/a.test.ts › sums takes away',
      '    AssertionError: 1 is not 2',
      '        at a.test.ts:3:1',
      '✗ lib/b.test.ts › (the whole file)',
      '    No such module',
      '✗ e2e/c.spec.ts › voids',
      '    Timed out',
      '    after 60 s',
    ].join('\n'),
  )
  expect(describeFailures(results.filter(({ passed }) => passed))).toBe('')
})
