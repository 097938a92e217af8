// Reads what the test runners reported: which tests there were, and which passed.
import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { stripVTControlCharacters } from 'node:util'

export type TestResult = {
  /** From the project's folder. */
  file: string
  /** The test's own, and with those of its groups before it. */
  titles: readonly string[]
  passed: boolean
  /** What a failed one said. */
  problem?: string
}

type VitestReport = {
  testResults: {
    name: string
    status: string
    /** Why a file couldn't be loaded. */
    message: string
    assertionResults: { title: string; fullName: string; status: string; failureMessages?: string[] }[]
  }[]
}
type Spec = { title: string; ok: boolean; tests: { results: { error?: { message?: string } }[] }[] }
type Suite = { file: string; specs?: Spec[]; suites?: Suite[] }
type PlaywrightReport = { suites: Suite[] }

const readVitest = ({ testResults }: VitestReport): TestResult[] =>
  testResults.flatMap(({ name, status, message, assertionResults }) => {
    const file = path.relative('.', name)
    if (status === 'failed' && assertionResults.length === 0)
      return [{ file, titles: ['(the whole file)'], passed: false, problem: message }]
    return assertionResults
      .filter((test) => test.status === 'passed' || test.status === 'failed')
      .map((test) => ({
        file,
        titles: [test.title, test.fullName.trim()],
        passed: test.status === 'passed',
        problem: test.failureMessages?.[0],
      }))
  })

const readPlaywright = (suites: Suite[]): TestResult[] =>
  suites.flatMap(({ file, specs = [], suites: inner = [] }) => [
    ...specs.map(({ title, ok, tests }) => ({
      file: path.posix.join('e2e', file),
      titles: [title],
      passed: ok,
      problem: tests.flatMap(({ results }) => results.flatMap(({ error }) => error?.message ?? []))[0],
    })),
    ...readPlaywright(inner),
  ])

/** Returns the results in reports of vitest's and Playwright's; those that aren't there have none. */
export function readResults(files: readonly string[]): TestResult[] {
  return files
    .filter((file) => existsSync(file))
    .map((file) => JSON.parse(readFileSync(file, 'utf8')) as VitestReport | PlaywrightReport)
    .flatMap((report) => ('testResults' in report ? readVitest(report) : readPlaywright(report.suites)))
}

const LINES_OF_A_PROBLEM = 6

/** The failed tests by name, each with the first lines of what it said; empty where all passed. */
export const describeFailures = (results: readonly TestResult[]): string =>
  results
    .filter(({ passed }) => !passed)
    .map(({ file, titles, problem = '' }) => {
      const said = stripVTControlCharacters(problem)
        .split('\n')
        .filter((line) => line.trim() !== '')
        .slice(0, LINES_OF_A_PROBLEM)
      return [`✗ ${file} › ${titles.at(-1)}`, ...said.map((line) => `    ${line}`)].join('\n')
    })
    .join('\n')
