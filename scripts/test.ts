// npm test: every check there is, one after the other, a failing one included, and their sum in the last line.
// npm test -- unit, npm test -- e2e PATTERN and the like run a part.
import { spawn } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { main, Problem } from '../tools/process/problem'

type Count = { passed: number; failed: number }
type Suite = { name: string; title: string; run: (patterns: string[]) => Promise<Count> }

const RESULTS = path.resolve('.data/test-results')
const vitestReport = path.join(RESULTS, 'vitest.json')
const playwrightReport = path.resolve('.data/e2e-results.json')

let running: ReturnType<typeof spawn> | undefined
let interrupted = false

/** Runs one of our tools with its output to the terminal; answers its exit code. */
function tool(file: string, args: string[]): Promise<number> {
  return new Promise((resolve) => {
    running = spawn(process.execPath, [path.join('node_modules', file), ...args], {
      stdio: 'inherit',
      env: environment(),
    })
    running.on('error', () => resolve(127))
    running.on('close', (code, signal) => resolve(code ?? 128 + os.constants.signals[signal ?? 'SIGTERM']))
  })
}

/** The tests' databases are made for them; a developer's settings, and the database they name, stay out of it. */
function environment(): NodeJS.ProcessEnv {
  const env: NodeJS.ProcessEnv = { ...process.env, NEXT_TELEMETRY_DISABLED: '1' }
  for (const name of ['DATABASE_URL', 'APP_DATABASE_URL', 'SMTP_URL', 'MAIL_FROM', 'NODE_ENV', 'PORT', 'APP_URL'])
    delete env[name]
  return env
}

/** One check counts as one test. */
async function check(...commands: [string, string[]][]): Promise<Count> {
  for (const [file, args] of commands) if ((await tool(file, args)) !== 0) return { passed: 0, failed: 1 }
  return { passed: 1, failed: 0 }
}

/** Reads what a runner counted; a run that failed without naming a failed test counts as one. */
function counted<T>(file: string, exitCode: number, count: (report: T) => Count): Count {
  const { passed, failed } = existsSync(file) ? count(JSON.parse(readFileSync(file, 'utf8'))) : { passed: 0, failed: 0 }
  return { passed, failed: exitCode !== 0 ? Math.max(failed, 1) : failed }
}

type VitestReport = {
  numPassedTests: number
  numFailedTests: number
  testResults: { status: string; assertionResults: unknown[] }[]
}

async function unit(patterns: string[]): Promise<Count> {
  rmSync(vitestReport, { force: true })
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${vitestReport}`]
  const code = await tool('vitest/vitest.mjs', ['run', ...reporters, ...patterns])
  return counted<VitestReport>(vitestReport, code, ({ numPassedTests, numFailedTests, testResults }) => ({
    passed: numPassedTests,
    // a file that cannot even be loaded has no tests to count
    failed:
      numFailedTests + testResults.filter((file) => file.status === 'failed' && !file.assertionResults.length).length,
  }))
}

async function e2e(patterns: string[]): Promise<Count> {
  rmSync(playwrightReport, { force: true })
  const code = await tool('@playwright/test/cli.js', ['test', ...patterns])
  type Report = { stats: { expected: number; unexpected: number; flaky: number } }
  return counted<Report>(playwrightReport, code, ({ stats }) => ({
    passed: stats.expected + stats.flaky,
    failed: stats.unexpected,
  }))
}

const suites: Suite[] = [
  {
    name: 'types',
    title: 'Types',
    run: () => check(['next/dist/bin/next', ['typegen']], ['typescript/bin/tsc', ['--noEmit']]),
  },
  { name: 'lint', title: 'Lint', run: () => check(['@biomejs/biome/bin/biome', ['check', '.']]) },
  { name: 'unit', title: 'Unit, integration and sandbox', run: unit },
  { name: 'e2e', title: 'Browser', run: e2e },
]

await main(async () => {
  const [part, ...patterns] = process.argv.slice(2)
  const chosen = part ? suites.filter((suite) => suite.name === part) : suites
  if (!chosen.length)
    throw new Problem(
      `There are no tests called "${part}". The parts are ${suites.map(({ name }) => name).join(', ')}.`,
    )
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
    process.on(signal, () => {
      interrupted = true
      running?.kill(signal)
    })

  mkdirSync(RESULTS, { recursive: true })
  const total: Count = { passed: 0, failed: 0 }
  for (const { title, run } of chosen) {
    if (interrupted) break
    const since = Date.now()
    console.log(`\n── ${title} ${'─'.repeat(70 - title.length)}\n`)
    const { passed, failed } = await run(patterns)
    console.log(`\n   ${title}: ${passed} passed, ${failed} failed, ${((Date.now() - since) / 1000).toFixed(1)} s`)
    total.passed += passed
    total.failed += failed
  }
  if (interrupted) console.log('\nInterrupted: not everything was run.')
  console.log(`\n${total.passed} passed, ${total.failed} failed`)
  return interrupted || total.failed > 0 || total.passed === 0 ? 1 : 0
})
