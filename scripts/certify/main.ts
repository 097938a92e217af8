// npm run certify: does the certification exercises of the PaySimple document, and writes the report that is sent in.
import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { killAllNow } from '../../tools/process/children'
import { main } from '../../tools/process/problem'
import { readArguments, type Target, USAGE } from './arguments'
import { type Exercise, exercises } from './document'
import { startOwnSandbox } from './own-sandbox'
import { filesIn, forgetRun, loadRun, type Result, type RunRecord, writeWhole } from './record'
import { renderReport, type Screens } from './report'
import { runExercises } from './run'
import { takeScreens } from './screens'

const SIGNS = { passed: '✓', failed: '✗', 'come back': '…', skipped: '–' } as const

function tell({ group, number, asked, expected }: Exercise, { verdict, actual }: Result): void {
  console.log(`${SIGNS[verdict]} ${verdict.padEnd(10)}${`${group} ${number}`.padEnd(19)} ${asked}`)
  if (verdict === 'passed' || verdict === 'skipped') return
  for (const line of verdict === 'failed' ? expected : []) console.log(`${' '.repeat(32)}expected  ${line}`)
  for (const line of actual) console.log(`${' '.repeat(32)}actual    ${line}`)
}

/** A line for each chapter: how many of its exercises ended how. */
function table({ results }: RunRecord): string {
  const verdicts = ['passed', 'failed', 'come back', 'skipped'] as const
  const cells = (values: readonly (string | number)[]) => values.map((value) => String(value).padStart(11)).join('')
  const count = (of: (result: Result) => boolean) =>
    verdicts.map((verdict) => results.filter((result) => result.verdict === verdict && of(result)).length)
  const groups = [...new Set(exercises.map(({ group }) => group))]
  const rows = groups.map((group) => {
    const ids = exercises.filter((exercise) => exercise.group === group).map(({ id }) => id)
    return group.padEnd(18) + cells(count(({ id }) => ids.includes(id)))
  })
  return [' '.repeat(18) + cells(verdicts), ...rows, 'All'.padEnd(18) + cells(count(() => true))].join('\n')
}

function versions(): RunRecord['versions'] {
  const { version } = JSON.parse(readFileSync('package.json', 'utf8')) as { version: string }
  let commit = ''
  try {
    commit = execFileSync('git', ['rev-parse', '--short', 'HEAD'], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    })
  } catch {
    // a copy without its history has a version all the same
  }
  return [
    { name: 'Plumbline', value: [version, commit.trim()].filter(Boolean).join(', ') },
    { name: 'Node.js', value: process.versions.node },
  ]
}

/** Does the exercises where they are to be done. */
async function run(
  target: Target,
  options: Omit<Parameters<typeof runExercises>[0], 'baseUrl' | 'user' | 'apiKey' | 'rehearsal' | 'earlier'> & {
    fresh: boolean
  },
) {
  if (target.kind === 'endpoint') {
    const { baseUrl, user, apiKey } = target
    const whose = { endpoint: baseUrl, user }
    if (options.fresh) forgetRun(options.folder, whose)
    const earlier = loadRun(options.folder, whose)
    if (earlier) console.log(`Going on with the run that was begun earlier (${earlier.state.tag}).\n`)
    return runExercises({ ...options, baseUrl, user, apiKey, rehearsal: false, earlier })
  }
  const sandbox = await startOwnSandbox()
  try {
    return await runExercises({ ...options, ...sandbox, rehearsal: true, earlier: null })
  } finally {
    await sandbox.stop()
  }
}

await main(async () => {
  const args = process.argv.slice(2)
  if (args.includes('--help')) {
    console.log(USAGE)
    return 0
  }
  const { target, skip, screens, fresh } = readArguments(args, process.env)
  const stopped = new AbortController()
  const stop = () => (stopped.signal.aborted ? killAllNow() : stopped.abort())
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, stop)

  const folder = path.resolve(process.env.CERTIFY_DIR || '.data/certify')
  const { report } = filesIn(folder)
  const where = target.kind === 'endpoint' ? `${target.baseUrl}, ${target.user}` : 'a sandbox process of its own'
  console.log(`The certification exercises of PaySimple API 4.0, at ${where}\n`)
  const record = await run(target, { skip, folder, fresh, versions: versions(), onResult: tell })
  const write = (shots: Screens) => writeWhole(report, renderReport(record, shots))
  write(new Map())
  console.log(`\n${table(record)}\n`)
  if (screens && !stopped.signal.aborted) {
    console.log('How Plumbline shows the errors:')
    write(await takeScreens(folder, stopped.signal))
    console.log()
  }
  console.log(`The report is ${path.relative('', report)}`)
  const days = record.results.flatMap(({ comeBackOn }) => comeBackOn ?? []).sort()
  if (days.length)
    console.log(
      `Payments must settle first. Run the same command again on ${[...new Set(days)].join(' and on ')} or later; it goes on where it stopped.`,
    )
  return record.results.some(({ verdict }) => verdict === 'failed') ? 1 : 0
})
