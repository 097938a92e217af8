// Reads what the test runners reported: which tests there were, and which passed.
import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'

export type TestResult = {
  /** From the project's folder. */
  file: string
  /** The test's own, and with those of its groups before it. */
  titles: readonly string[]
  passed: boolean
}

type VitestReport = {
  testResults: { name: string; assertionResults: { title: string; fullName: string; status: string }[] }[]
}
type Suite = { file: string; specs?: { title: string; ok: boolean; tests: unknown[] }[]; suites?: Suite[] }
type PlaywrightReport = { suites: Suite[] }

const readVitest = ({ testResults }: VitestReport): TestResult[] =>
  testResults.flatMap(({ name, assertionResults }) =>
    assertionResults
      .filter(({ status }) => status === 'passed' || status === 'failed')
      .map(({ title, fullName, status }) => ({
        file: path.relative('.', name),
        titles: [title, fullName.trim()],
        passed: status === 'passed',
      })),
  )

const readPlaywright = (suites: Suite[]): TestResult[] =>
  suites.flatMap(({ file, specs = [], suites: inner = [] }) => [
    ...specs.map(({ title, ok }) => ({ file: path.posix.join('e2e', file), titles: [title], passed: ok })),
    ...readPlaywright(inner),
  ])

/** Returns the results in reports of vitest's and Playwright's; those that aren't there have none. */
export function readResults(files: readonly string[]): TestResult[] {
  return files
    .filter((file) => existsSync(file))
    .map((file) => JSON.parse(readFileSync(file, 'utf8')) as VitestReport | PlaywrightReport)
    .flatMap((report) => ('testResults' in report ? readVitest(report) : readPlaywright(report.suites)))
}
