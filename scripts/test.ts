// npm test: every check there is, what is quick first and two side by side, a failing one included, and their sum in
// the last line. npm test -- unit PATTERN, npm test -- e2e PATTERN and the like run a part; npm run test:unit the pure
// ones, with -- --watch again at each change.
import { mkdirSync } from 'node:fs'
import { main, Problem } from '../tools/process/problem'
import { judge } from '../tools/security/judge'
import { POINTS } from '../tools/security/points'
import { describeVerdicts } from '../tools/security/report'
import { describeFailures, readResults } from '../tools/testing/results'
import { createRunner, type Runner } from '../tools/testing/runner'
import { ALL_REPORTS, type Count, check, e2e, RESULTS, vitest } from '../tools/testing/suites'

type Suite = { title: string; run: (runner: Runner, patterns: string[]) => Promise<Count> }

/** By hand one waits for a part; a longer silence than this makes one wonder. */
const PROGRESS_EVERY = 20_000

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
  const red: string[] = []
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
      if (failed > 0) red.push(title)
    }
  }
  await Promise.all(lanes.map(runLane))
  clearInterval(progress)
  if (interrupted) console.log('\nInterrupted: not everything was run.')
  else if (part === undefined) {
    const results = readResults(ALL_REPORTS)
    const verdicts = judge(POINTS, results)
    const holding = verdicts.filter(({ holds }) => holds).length
    console.log(`\n${describeVerdicts(verdicts.filter(({ holds }) => !holds))}`)
    console.log(`${holding} of ${verdicts.length} points of security hold (npm run security)`)
    total.passed += holding
    total.failed += verdicts.length - holding
    // Once more at the end, which is all that some places keep of a long output.
    for (const title of red) console.log(`\n✗ ${title}`)
    console.log(describeFailures(results))
  }
  console.log(`\n${total.passed} passed, ${total.failed} failed`)
  return interrupted || total.failed > 0 || total.passed === 0 ? 1 : 0
})
