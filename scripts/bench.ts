// npm run bench: how fast the sandbox and the client are, each figure beside its bare baseline of the same run.
// --json prints one JSON object and nothing else.
import { mkdtempSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import type { SandboxBench } from '../sandbox/bench'
import type { ClientBench } from './bench/client'
import { startChild } from './children'
import { main, Problem } from './problem'

const LIMIT_MS = 120_000

const number = (value: number) => value.toLocaleString('en-US')
const row = (...cells: (string | number)[]) =>
  cells.map((cell, at) => (at === 0 ? String(cell).padEnd(42) : String(cell).padStart(17))).join('')

function sandboxTable(bench: SandboxBench): string[] {
  const rates = [
    ['GET /v4/payment/{id}', bench.getById],
    ['POST /v4/payment, durable', bench.postPayment],
    [`POST /v4/payment, ${number(bench.rows.payments)} in it`, bench.postPaymentWhenFull],
  ] as const
  const reads = [
    ['bare node:http, GET', bench.bareRead],
    ['page of 50, newest', bench.newestPage],
    ['page of 50, the 1,500th', bench.deepPage],
    ['page of 50, authorized by amount', bench.authorizedByAmount],
    [`page of 50, ${number(bench.rows.customers)} customers by name`, bench.customersByName],
    ['search, a whole name', bench.globalSearch],
    ['search, the beginning of a name', bench.globalSearchBeginning],
  ] as const
  return [
    row('Sandbox', 'a second', 'bare node:http', 'of bare', 'p99 ms'),
    ...rates.map(([name, { perSecond, barePerSecond, ofBare, p99Ms }]) =>
      row(name, number(perSecond), number(barePerSecond), ofBare, p99Ms),
    ),
    row('  the last, beside an empty sandbox', '', '', bench.postPaymentWhenFull.ofEmpty),
    '',
    row('Sandbox, lists and search', 'p50 ms', 'p99 ms'),
    ...reads.map(([name, { p50Ms, p99Ms }]) => row(name, p50Ms, p99Ms)),
    row('back after kill -9', bench.restartAfterKillMs),
  ]
}

const clientTable = (bench: ClientBench[]) => [
  row('Client, one request', 'µs', 'bare pool µs', 'of bare'),
  ...bench.flatMap(({ connections, ...it }) => [
    row(`transport, ${connections} at a time`, it.transportMicroseconds, it.bareMicroseconds, it.transportOfBare),
    row(`payments.get, ${connections} at a time`, it.clientMicroseconds, it.bareMicroseconds, it.clientOfBare),
  ]),
]

type Measured = { client?: ClientBench[]; sandbox?: SandboxBench }

/** Measures, and tells of each part as soon as it is there. Leaves no process and no file behind, however it ends. */
async function measure(onPart: (part: Measured) => void): Promise<Required<Measured>> {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'plumbline-bench-'))
  const measured: Measured = {}
  const child = startChild({
    name: 'benchmark',
    args: ['--import', 'tsx', 'scripts/bench/run.ts'],
    env: { ...process.env, TMPDIR: folder },
    onLine(line) {
      if (!line.startsWith('{')) return console.error(line)
      const part = JSON.parse(line) as Measured
      Object.assign(measured, part)
      onPart(part)
    },
  })
  const stop = () => void child.stop()
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, stop)
  let late = false
  const limit = setTimeout(() => {
    late = true
    stop()
  }, LIMIT_MS)
  const how = await child.exited
  clearTimeout(limit)
  await child.stop() // what it started must not outlive it
  rmSync(folder, { recursive: true, force: true })
  const { client, sandbox } = measured
  if (late) throw new Problem(`It was not done within ${LIMIT_MS / 1000} s: this machine is busy. Try again later.`)
  if (!client || !sandbox) throw new Problem(`The benchmark ended ${how} before it was done.`)
  return { client, sandbox }
}

await main(async () => {
  const [flag, ...rest] = process.argv.slice(2)
  if (rest.length || (flag !== undefined && flag !== '--json'))
    throw new Problem('npm run bench takes --json and nothing else.')
  const json = flag === '--json'
  const begun = performance.now()
  if (!json) console.log('The client in seconds, the sandbox within two minutes …\n')
  const measured = await measure(({ client, sandbox }) => {
    if (json) return
    if (client) console.log(`${clientTable(client).join('\n')}\n`)
    if (sandbox) console.log(`${sandboxTable(sandbox).join('\n')}\n`)
  })

  const seconds = Math.round((performance.now() - begun) / 1000)
  const [cpu] = os.cpus()
  const [load = 0] = os.loadavg()
  const machine = { cpus: os.cpus().length, cpu: cpu?.model ?? '', load, node: process.versions.node }
  if (json) console.log(JSON.stringify({ seconds, machine, ...measured }))
  else console.log(`${seconds} s on ${machine.cpus} × ${machine.cpu}, load ${load.toFixed(1)}, Node ${machine.node}`)
  return 0
})
