// Runs our packages' test runners and counts what they say.
import { existsSync, readFileSync, rmSync } from 'node:fs'
import path from 'node:path'
import type { Runner } from './runner'

export type Count = { passed: number; failed: number }
export const RESULTS = path.resolve('.data/test-results')
const BROWSER_REPORT = path.resolve('.data/e2e-results.json')

/** Where vitest's results of some projects are. */
const vitestReport = (projects: readonly string[]) => path.join(RESULTS, `vitest-${projects[0] ?? 'all'}.json`)

/** The reports of a run of everything. */
export const ALL_REPORTS = [vitestReport(['pure']), vitestReport(['database']), BROWSER_REPORT]
/** The reports of a run of some files. */
export const SOME_REPORTS = [vitestReport([]), BROWSER_REPORT]

/** One check counts as one test. */
export async function check(runner: Runner, ...commands: [string, string[]][]): Promise<Count> {
  for (const [file, args] of commands) if ((await runner.run(file, args)) !== 0) return { passed: 0, failed: 1 }
  return { passed: 1, failed: 0 }
}

/** Reads what a runner of tests counted; a run that failed without naming a failed test counts as one. */
function counted<T>(file: string, exitCode: number, count: (report: T) => Count): Count {
  const { passed, failed } = existsSync(file) ? count(JSON.parse(readFileSync(file, 'utf8'))) : { passed: 0, failed: 0 }
  return { passed, failed: exitCode !== 0 ? Math.max(failed, 1) : failed }
}

type VitestReport = {
  numPassedTests: number
  numFailedTests: number
  testResults: { name: string; status: string; startTime: number; endTime: number; assertionResults: unknown[] }[]
}

/** The tests of some projects of vitest.config.ts; of all without one. */
export const vitest =
  (...projects: string[]) =>
  async (runner: Runner, patterns: string[]): Promise<Count> => {
    const report = vitestReport(projects)
    rmSync(report, { force: true })
    const reporter = projects.includes('pure') ? 'dot' : 'default'
    const reporters = [`--reporter=${reporter}`, '--reporter=json', `--outputFile.json=${report}`]
    const chosen = projects.map((name) => `--project=${name}`)
    const watches = patterns.includes('--watch')
    const code = await runner.run('vitest/vitest.mjs', [
      watches ? 'watch' : 'run',
      ...reporters,
      ...chosen,
      ...patterns,
    ])
    return counted<VitestReport>(report, code, ({ numPassedTests, numFailedTests, testResults }) => {
      runner.say(slowest(testResults))
      // a file that cannot even be loaded has no tests to count
      const unread = testResults.filter((file) => file.status === 'failed' && !file.assertionResults.length).length
      return { passed: numPassedTests, failed: numFailedTests + unread }
    })
  }

function slowest(files: VitestReport['testResults']): string {
  const took = files
    .map(({ name, startTime, endTime }) => ({ name: path.relative('.', name), seconds: (endTime - startTime) / 1000 }))
    .filter(({ seconds }) => seconds > 2)
    .sort((one, other) => other.seconds - one.seconds)
  return took.length === 0
    ? ''
    : `\nThe slowest files:\n${took
        .slice(0, 10)
        .map(({ name, seconds }) => `${seconds.toFixed(1).padStart(7)} s  ${name}`)
        .join('\n')}`
}

export async function e2e(runner: Runner, patterns: string[]): Promise<Count> {
  const report = BROWSER_REPORT
  rmSync(report, { force: true })
  // A part of the tests seldom pays for a second system. Who wants one says --workers=2.
  const workers = patterns.length > 0 ? ['--workers=1'] : []
  const code = await runner.run('@playwright/test/cli.js', ['test', ...workers, ...patterns])
  type Report = { stats: { expected: number; unexpected: number; flaky: number } }
  return counted<Report>(report, code, ({ stats }) => ({
    passed: stats.expected + stats.flaky,
    failed: stats.unexpected,
  }))
}
