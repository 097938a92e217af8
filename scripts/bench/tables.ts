// What the benchmark prints for people.
import type { SandboxBench } from '../../sandbox/bench/bench'
import type { ClientBench } from './client'
import type { DocumentBench } from './documents'
import type { PageBench, ProcessBench } from './pages/pages'
import type { ScaleBench } from './pages/scale'
import type { PaymentBench } from './payment'
import type { SyncBench } from './sync'

/** One message of the measuring process. Payments and rounds of the sync come one by one. */
export type Measured = {
  client?: ClientBench[]
  payment?: PaymentBench[]
  sync?: SyncBench[]
  sandbox?: SandboxBench
  documents?: DocumentBench[]
  pages?: Record<string, Omit<PageBench, 'page'>>
  memoryMb?: ProcessBench
  openDialogMs?: number
  pressRowMs?: number
  scale?: ScaleBench[]
}

const number = (value: number) => value.toLocaleString('en-US')
const row = (...cells: (string | number)[]) =>
  cells.map((cell, at) => (at === 0 ? String(cell).padEnd(42) : String(cell).padStart(17))).join('')
const narrow = (...cells: (string | number)[]) =>
  cells.map((cell, at) => (at === 0 ? String(cell).padEnd(38) : String(cell).padStart(12))).join('')

/** The lines of a message; `first` when it is the first one of its part, and so has the headings above it. */
export function linesOf(
  { client, payment, sync, sandbox, documents, pages, memoryMb, openDialogMs, pressRowMs, scale }: Measured,
  first: boolean,
): string[] {
  return [
    ...(client ? clientTable(client) : []),
    ...(payment ? [...(first ? PAYMENT_HEADINGS : []), ...payment.map(paymentRow)] : []),
    ...(sync ? [...(first ? SYNC_HEADINGS : []), ...sync.map(syncRow)] : []),
    ...(sandbox ? sandboxTable(sandbox) : []),
    ...(documents ? [...(first ? DOCUMENT_HEADINGS : []), ...documents.map(documentRow)] : []),
    ...(pages ? [...(first ? PAGE_HEADINGS : []), ...Object.entries(pages).map(pageRow)] : []),
    ...(scale ? [...(first ? SCALE_HEADINGS : []), ...scale.map(scaleRow)] : []),
    ...(memoryMb ? memoryLines(memoryMb) : []),
    ...(openDialogMs === undefined ? [] : [`A press on Make Payment shows its dialog after ${openDialogMs} ms.`]),
    ...(pressRowMs === undefined ? [] : [`A press on a row shows something after ${pressRowMs} ms.`]),
  ]
}

/** What a part was to hold and has not, one line each. */
export const notHeld = ({ payment = [], sync = [], documents = [] }: Measured): string[] => [
  ...payment
    .filter(({ held }) => !held)
    .map((it) => `${it.customer}, delay ${it.delayMs} ms: takePayment took ${it.ofBare} of the bare calls`),
  ...sync.filter(({ held }) => !held).map((it) => `${it.what}: ${it.why}`),
  ...documents
    .filter(({ held }) => !held)
    .map((it) => `300 lines, ${it.what}: ${it.ms} ms, and the bound is ${it.boundMs}`),
]

const clientTable = (bench: readonly ClientBench[]) => [
  row('Client, one request', 'µs', 'bare pool µs', 'of bare'),
  ...bench.flatMap(({ connections, ...it }) => [
    row(`transport, ${connections} at a time`, it.transportMicroseconds, it.bareMicroseconds, it.transportOfBare),
    row(`payments.get, ${connections} at a time`, it.clientMicroseconds, it.bareMicroseconds, it.clientOfBare),
  ]),
]

const SCALE_HEADINGS = [row('Page', 'small p95 ms', 'large p95 ms', 'median ratio', 'p95 ratio', 'whole tables')]
const scaleRow = ({ page, ...it }: ScaleBench) =>
  row(page, it.smallP95Ms, it.largeP95Ms, it.medianRatio, it.p95Ratio, it.wholeTables)

const PAYMENT_HEADINGS = [
  'takePayment beside the bare calls, medians in ms. Bound: (takePayment − its two commits) ÷ bare is 1.15 at most.',
  'Its commits are its own two transactions, timed inside of it. Read more strictly, only the least that two commits',
  'can cost is taken off: two transactions of node-postgres that only write.',
  narrow('', 'calls', 'bare', 'commits', 'takePayment', 'of bare', 'bound', 'least', 'of bare', 'strictly'),
]
const paymentRow = (it: PaymentBench) =>
  narrow(
    `${it.customer}, delay ${it.delayMs} ms`,
    ...[it.calls, it.bareMs, it.commitsMs, it.takePaymentMs, it.ofBare, it.held ? 'held' : 'NOT HELD'],
    ...[it.leastCommitsMs, it.ofBareByLeast, it.heldByLeast ? 'held too' : 'above'],
  )

const SYNC_HEADINGS = [
  'Calls as PaySimple has counted them. Held: as many as the product says, and with five times the payments no more.',
  narrow(
    ...['Sync, all organizations', 'orgs', 'payments', 'open', 'open pages', 'gone wrong', 'its pages', 'open after'],
    ...['calls', 'an org', 's', 'bound'],
  ),
]
const syncRow = (it: SyncBench) =>
  narrow(
    it.what,
    ...[number(it.orgs), number(it.payments), number(it.open), it.openPages, number(it.exceptions), it.exceptionPages],
    ...[it.openAfter, number(it.calls), it.callsPerOrg, it.seconds, it.held ? 'held' : 'NOT HELD'],
  )

const DOCUMENT_HEADINGS = [row('A document of 300 lines', 'ms', 'bare ms', 'of bare', 'bound')]
const documentRow = (it: DocumentBench) =>
  row(it.what, it.ms, it.bareMs, it.ofBare, `${it.held ? 'held' : 'NOT HELD'} (${number(it.boundMs)} ms)`)

const PAGE_HEADINGS = [
  'Pages with 25 rows, ten connections. Of the empty app: its requests a second in the same rounds are 1.',
  'JavaScript (compressed) and blocking time are of the empty app’s, too. Blocking time and points are Lighthouse’s.',
  narrow('', ...['requests/s', 'of empty', 'ms to first', 'HTML bytes', 'JavaScript', 'blocking ms', 'of empty']) +
    narrow('', ...['score', 'empty’s', 'access', 'practices', 'statements', 'round trips']).slice(38),
]
const pageRow = ([page, it]: [string, Omit<PageBench, 'page'>]) =>
  narrow(
    ...[page, it.requests, it.requestsRatio, it.firstByteMs, number(it.htmlBytes), it.javascriptRatio, it.blockingMs],
    ...[it.blockingRatio, it.score, it.emptyScore, it.accessibility, it.bestPractices, it.statements, it.roundTrips],
  )

const memoryLines = ({ app, appAfter, appBefore, worker, streams }: ProcessBench) => [
  `The app held ${appBefore} MB before, ${app} MB at most under this load, ${appAfter} MB ten seconds later; the worker ${worker} MB.`,
  `A thousand open streams of live updates add ${streams} MB.`,
]

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
