import 'server-only'
import { Counter, collectDefaultMetrics, Histogram, Registry } from 'prom-client'

// What this process counts while it works (docs/operate.md lists it). Labels have few values, each of them ours: route
// patterns, tasks, outcomes. Nothing of a customer, and nothing that somebody typed.

/** Seconds. A page takes a tenth of one, a charge a few, and a call to PaySimple ends after half a minute. */
const REQUEST_SECONDS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30]
export const CALL_SECONDS = [0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 20, 30]
const JOB_SECONDS = [0.01, 0.05, 0.1, 0.5, 1, 5, 10, 30, 60, 300]

function make() {
  const registry = new Registry()
  const registers = [registry]
  const counter = <L extends string>(name: string, help: string, labelNames: readonly L[]) =>
    new Counter({ name, help, labelNames, registers })
  const histogram = <L extends string>(name: string, help: string, labelNames: readonly L[], buckets: number[]) =>
    new Histogram({ name, help, labelNames, buckets, registers })
  return {
    registry,
    startedAt: new Date(),
    requests: counter(
      'plumbline_http_requests_total',
      'Requests answered, by route pattern, method and class of status',
      ['route', 'method', 'status'],
    ),
    requestSeconds: histogram(
      'plumbline_http_request_duration_seconds',
      'From a request to the end of its answer, by route pattern; streams are left out',
      ['route'],
      REQUEST_SECONDS,
    ),
    payments: counter('plumbline_payments_total', 'Statuses that payments reached, as this process recorded them', [
      'outcome',
    ]),
    calls: counter('plumbline_paysimple_calls_total', 'Calls to PaySimple, by operation and outcome', [
      'operation',
      'outcome',
    ]),
    callSeconds: histogram(
      'plumbline_paysimple_call_duration_seconds',
      'From a call to PaySimple to its end, with repeats of a GET, by operation',
      ['operation'],
      CALL_SECONDS,
    ),
    mails: counter('plumbline_mail_deliveries_total', 'Tries to hand an email to the mail server, by outcome', [
      'outcome',
    ]),
    jobs: counter('plumbline_jobs_total', 'Jobs of the queue that ended, by task and outcome', ['task', 'outcome']),
    jobSeconds: histogram(
      'plumbline_job_duration_seconds',
      'How long jobs of the queue ran, by task',
      ['task'],
      JOB_SECONDS,
    ),
  }
}

// Once per process: Next puts this module into several bundles, and the front is compiled apart from them.
const holder = globalThis as unknown as { plumblineMetrics?: ReturnType<typeof make> }

/** What this process has counted, since when. */
export function metrics(): ReturnType<typeof make> {
  holder.plumblineMetrics ??= make()
  return holder.plumblineMetrics
}

/** Node's own figures (memory, event loop, garbage collection) from now on, with ours. Once per process. */
export function countProcess(): void {
  const { registry } = metrics()
  if (!registry.getSingleMetric('process_start_time_seconds')) collectDefaultMetrics({ register: registry })
}

/**
 * Counts a request that ended.
 * @param route the pattern of its address, /orgs/[org]/jobs: never the address itself
 * @param status the class of its status, "2xx", or "aborted" where whoever asked left before the answer's end
 * @param seconds how long it took; undefined for a stream, which says nothing about speed
 */
export function countRequest(route: string, method: string, status: string, seconds: number | undefined): void {
  const { requests, requestSeconds } = metrics()
  requests.labels(route, method, status).inc()
  if (seconds !== undefined) requestSeconds.labels(route).observe(seconds)
}

/** Counts a status that a payment reached: a PaymentStatus. */
export const countPayment = (outcome: string): void => metrics().payments.labels(outcome).inc()

/** Counts a try to deliver an email: `sent`, or a DeliveryOutcome. */
export const countMail = (outcome: string): void => metrics().mails.labels(outcome).inc()

/**
 * Counts a call to PaySimple.
 * @param route method and path without ids, "POST /v4/payment"
 * @param outcome `answered`, or a FailureKind
 */
export function countCall({ route, outcome, milliseconds }: { route: string; outcome: string; milliseconds: number }) {
  const { calls, callSeconds } = metrics()
  calls.labels(route, outcome).inc()
  callSeconds.labels(route).observe(milliseconds / 1000)
}

/** Counts a job that ended: `done` or `failed`. */
export function countJob(task: string, outcome: 'done' | 'failed', seconds: number): void {
  const { jobs, jobSeconds } = metrics()
  jobs.labels(task, outcome).inc()
  jobSeconds.labels(task).observe(seconds)
}
