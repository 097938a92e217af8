// npm run bench: how fast the client, a payment, the sync, the sandbox, documents and pages are, each figure beside its bare baseline of
// the same run. npm run bench -- payment sync measures parts; --json prints one JSON object and nothing else. Ends
// with code 1 when a bound does not hold.
import { mkdtempSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { startChild } from '../../tools/process/children'
import { main, Problem } from '../../tools/process/problem'
import { APP_FLAGS } from '../../tools/stack/programs'
import { linesOf, type Measured, notHeld } from './tables'

/** What each part measures; one to three minutes each on a small machine with nothing else to do. */
const PARTS = {
  client: 'the PaySimple client beside a bare pool',
  payment: 'takePayment beside the bare calls',
  sync: 'the calls of a round of the sync, with 100,000 payments',
  sandbox: 'the sandbox beside a bare node:http server',
  documents: 'a document of 300 lines: its editor, its PDF, sending it',
  pages: 'the pages beside an empty app of the same versions',
  scale: 'the pages of a company with a million payments beside those of a small one',
} as const
type Part = keyof typeof PARTS
const NAMES = Object.keys(PARTS) as Part[]

/** Of one part; making a million payments takes its time. */
const LIMIT_MS = 1_800_000

/** Measures one part, and tells of each figure as soon as it is there. Leaves no process and no file behind. */
async function measure(part: Part, onMeasured: (measured: Measured) => void): Promise<void> {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'plumbline-bench-'))
  const child = startChild({
    name: 'benchmark',
    args: [...(part === 'payment' ? APP_FLAGS : []), '--import', 'tsx', 'scripts/bench/run.ts', part],
    env: { ...process.env, TMPDIR: folder },
    onLine: (line) => (line.startsWith('{') ? onMeasured(JSON.parse(line) as Measured) : console.error(line)),
  })
  const stop = () => void child.stop()
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const
  for (const signal of signals) process.on(signal, stop)
  let late = false
  const limit = setTimeout(() => {
    late = true
    stop()
  }, LIMIT_MS)
  const how = await child.exited
  clearTimeout(limit)
  for (const signal of signals) process.off(signal, stop)
  await child.stop() // what it started must not outlive it
  rmSync(folder, { recursive: true, force: true })
  if (late)
    throw new Problem(`"${part}" was not done within ${LIMIT_MS / 1000} s: this machine is busy. Try again later.`)
  if (how !== 'with code 0') throw new Problem(`The benchmark ended ${how} before "${part}" was done.`)
}

/** Several messages of one part are one list. */
function add(to: Measured, { client, payment, sync, sandbox, documents, pages, scale, ...figures }: Measured): void {
  Object.assign(to, figures)
  if (client) to.client = client
  if (sandbox) to.sandbox = sandbox
  if (payment) to.payment = [...(to.payment ?? []), ...payment]
  if (sync) to.sync = [...(to.sync ?? []), ...sync]
  if (documents) to.documents = [...(to.documents ?? []), ...documents]
  if (pages) to.pages = { ...to.pages, ...pages }
  if (scale) to.scale = [...(to.scale ?? []), ...scale]
}

await main(async () => {
  const args = process.argv.slice(2)
  const json = args.includes('--json')
  const asked = args.filter((arg) => arg !== '--json')
  const unknown = asked.find((arg) => !NAMES.some((name) => name === arg))
  if (unknown !== undefined)
    throw new Problem(`There is no part "${unknown}". npm run bench takes --json and parts: ${NAMES.join(', ')}.`)
  const parts = NAMES.filter((name) => asked.length === 0 || asked.includes(name))

  const begun = performance.now()
  const all: Measured = {}
  for (const part of parts) {
    if (!json) console.log(`── ${PARTS[part]} …\n`)
    await measure(part, (measured) => {
      const first = all[part] === undefined
      add(all, measured)
      if (!json) console.log(linesOf(measured, first).join('\n'))
    })
    if (!json) console.log()
  }

  const seconds = Math.round((performance.now() - begun) / 1000)
  const [cpu] = os.cpus()
  const [load = 0] = os.loadavg()
  const machine = { cpus: os.cpus().length, cpu: cpu?.model ?? '', load, node: process.versions.node }
  if (json) console.log(JSON.stringify({ seconds, machine, ...all }))
  else console.log(`${seconds} s on ${machine.cpus} × ${machine.cpu}, load ${load.toFixed(1)}, Node ${machine.node}`)
  const broken = notHeld(all)
  for (const line of broken) console.error(`NOT HELD  ${line}`)
  return broken.length === 0 ? 0 : 1
})
