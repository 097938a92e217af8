// npm run chaos: takes payments with the real app code while everything around it breaks, and has a program of its own
// judge the books afterwards. --payments N, --seed S; --json prints one JSON object, and tells of progress on stderr. --keep leaves what
// the run wrote in .data/chaos. --rolling replaces a release by the next one while 500 pay, and breaks nothing; --releases DIR keeps both there, and
// uses them again. --seals N kills the app, the worker and the database N times between a last signature and its sealed copy in the mailbox.
import { createWriteStream, mkdirSync, rmSync } from 'node:fs'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { runRolling } from '@/e2e/chaos/rolling/rolling'
import { runChaos } from '@/e2e/chaos/run'
import { runSeals } from '@/e2e/chaos/seals/run'
import { killAllNow } from '../tools/process/children'
import { main, Problem } from '../tools/process/problem'

const FOLDER = path.resolve('.data/chaos')

/** Of so many violations everything is printed that is known; of the others, which they are. */
const SHOWN = 3

/** A whole number from 1, or what is wrong with it. */
function wholeNumber(name: string, text: string): number {
  const value = Number(text)
  if (!Number.isInteger(value) || value < 1 || value > 1_000_000)
    throw new Problem(`--${name} is "${text}". Give a whole number from 1 to 1,000,000.`)
  return value
}

await main(async () => {
  const { values } = parseArgs({
    options: {
      payments: { type: 'string' },
      seed: { type: 'string', default: '1' },
      json: { type: 'boolean', default: false },
      keep: { type: 'boolean', default: false },
      rolling: { type: 'boolean', default: false },
      releases: { type: 'string' },
      seals: { type: 'string' },
    },
  })
  const payments = wholeNumber('payments', values.payments ?? (values.rolling ? '500' : '200'))
  const seed = wholeNumber('seed', values.seed)
  const folder = path.join(FOLDER, String(process.pid))
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(folder, { recursive: true })
  const log = createWriteStream(path.join(folder, 'system.log'))
  const stopped = new AbortController()
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
    process.on(signal, () => (stopped.signal.aborted ? killAllNow() : stopped.abort()))

  const onLine = (name: string, line: string) => log.write(`${new Date().toISOString()} ${name} | ${line}\n`)
  const onProgress = (text: string) => (values.json ? console.error(text) : console.log(text))
  if (values.seals !== undefined) {
    const kills = wholeNumber('seals', values.seals)
    const report = await runSeals({ kills, seed, folder, signal: stopped.signal, onLine, onProgress })
    console.log(JSON.stringify(report, null, values.json ? undefined : 2))
    if (report.ok && !values.keep) rmSync(folder, { recursive: true, force: true })
    return report.ok ? 0 : 1
  }
  const { report, violations } = await (values.rolling ? runRolling : runChaos)({
    releases: values.releases,
    payments,
    seed,
    folder,
    signal: stopped.signal,
    ...{ onLine, onProgress },
  })
  for (const violation of violations.slice(0, SHOWN)) console.error(JSON.stringify(violation, null, 2))
  for (const { rule, paymentId = '', what } of violations.slice(SHOWN)) console.error(`${rule} ${paymentId} ${what}`)
  console.log(JSON.stringify(report, null, values.json ? undefined : 2))
  if (report.ok && !values.keep) rmSync(folder, { recursive: true, force: true })
  if (!report.ok) console.error(`Not well. Every violation, and what the processes said and did, is in ${folder}.`)
  return report.ok ? 0 : 1
})
