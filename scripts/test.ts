// npm test: every check there is, what is quick first and two side by side, a failing one included, and their sum in
// the last line. npm test -- unit PATTERN, npm test -- e2e PATTERN and the like run a part; npm run test:unit the pure
// ones, with -- --watch again at each change.
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs'
import path from 'node:path'
import { main, Problem } from '../tools/process/problem'
import { createRunner, type Runner } from '../tools/testing/runner'

type Count = { passed: number; failed: number }
type Suite = { title: string; run: (runner: Runner, patterns: string[]) => Promise<Count> }

const RESULTS = path.resolve('.data/test-results')
/** By hand one waits for a part; a longer silence than this makes one wonder. */
const PROGRESS_EVERY = 20_000

/** One check counts as one test. */
async function check(runner: Runner, ...commands: [string, string[]][]): Promise<Count> {
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
const vitest =
  (...projects: string[]) =>
  async (runner: Runner, patterns: string[]): Promise<Count> => {
    const report = path.join(RESULTS, `vitest-${projects[0] ?? 'all'}.json`)
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

async function e2e(runner: Runner, patterns: string[]): Promise<Count> {
  const report = path.resolve('.data/e2e-results.json')
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

const OURS = ['app', 'components', 'e2e', 'lib', 'model', 'prisma', 'sandbox', 'scripts', 'server', 'tools']

const suites = {
  types: {
    title: 'Types',
    // TypeScript 7 checks in a fifth of the time. Next, Prisma and dependency-cruiser need the API that ends with 6.
    run: (runner) =>
      check(
        runner,
        ['next/dist/bin/next', ['typegen']],
        ['typescript-native/bin/tsc', ['--noEmit', '--incremental', 'false']],
      ),
  },
  lint: { title: 'Lint', run: (runner) => check(runner, ['@biomejs/biome/bin/biome', ['check', '.']]) },
  imports: {
    title: 'Imports',
    run: (runner) => check(runner, ['dependency-cruiser/bin/dependency-cruise.mjs', OURS]),
  },
  pure: { title: 'Pure tests', run: vitest('pure') },
  served: { title: 'Tests with servers and databases', run: vitest('database', 'sandbox', 'explore') },
  unit: { title: 'All but the browser', run: vitest() },
  e2e: { title: 'Browser', run: e2e },
} satisfies Record<string, Suite>
type Part = keyof typeof suites

/** What runs side by side, on two cores: each lane one after the other, what is quick first. */
const LANES: readonly (readonly Part[])[] = [
  ['types', 'e2e'],
  ['pure', 'lint', 'imports', 'served'],
]

function lanesOf(part: string | undefined): readonly (readonly Part[])[] {
  if (part === undefined) return LANES
  if (Object.hasOwn(suites, part)) return [[part as Part]]
  throw new Problem(`There are no tests called "${part}". The parts are ${Object.keys(suites).join(', ')}.`)
}

await main(async () => {
  const [part, ...patterns] = process.argv.slice(2)
  const lanes = lanesOf(part)
  let interrupted = false
  const running = new Map<Runner, { title: string; since: number }>()
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
    process.on(signal, () => {
      interrupted = true
      for (const runner of running.keys()) runner.kill(signal)
    })
  const seconds = (since: number) => `${((Date.now() - since) / 1000).toFixed(1)} s`
  const progress = setInterval(() => {
    if (lanes.length > 1)
      console.log(`  … ${[...running.values()].map(({ title, since }) => `${title}, ${seconds(since)}`).join(' · ')}`)
  }, PROGRESS_EVERY)

  mkdirSync(RESULTS, { recursive: true })
  const total: Count = { passed: 0, failed: 0 }
  const runLane = async (lane: readonly Part[]) => {
    for (const name of lane) {
      if (interrupted) return
      const { title, run }: Suite = suites[name]
      const since = Date.now()
      const runner = createRunner({ title, alone: lanes.length === 1 })
      running.set(runner, { title, since })
      const { passed, failed } = await run(runner, patterns)
      running.delete(runner)
      runner.flush(failed > 0)
      console.log(`${failed ? '✗' : '✓'} ${title}: ${passed} passed, ${failed} failed, ${seconds(since)}`)
      total.passed += passed
      total.failed += failed
    }
  }
  await Promise.all(lanes.map(runLane))
  clearInterval(progress)
  if (interrupted) console.log('\nInterrupted: not everything was run.')
  console.log(`\n${total.passed} passed, ${total.failed} failed`)
  return interrupted || total.failed > 0 || total.passed === 0 ? 1 : 0
})
