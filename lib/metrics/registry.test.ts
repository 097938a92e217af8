import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { getProcessFigures, timesOf } from './process-figures'
import { countCall, countJob, countMail, countPayment, countRequest, metrics } from './registry'

beforeEach(() => metrics().registry.resetMetrics())
afterEach(() => metrics().registry.resetMetrics())

const lines = async () => (await metrics().registry.metrics()).split('\n')

test('what is counted is there as Prometheus reads it', async () => {
  countRequest('/orgs/[org]/jobs', 'GET', '2xx', 0.2)
  countRequest('/orgs/[org]/jobs', 'GET', '2xx', 0.02)
  countRequest('/api/live/[org]', 'GET', '2xx', undefined)
  countPayment('declined')
  countCall({ route: 'POST /v4/payment', outcome: 'no_answer', milliseconds: 30_000 })
  countMail('server')
  countJob('sync-org', 'failed', 2)
  const written = await lines()
  expect(written).toEqual(
    expect.arrayContaining([
      'plumbline_http_requests_total{route="/orgs/[org]/jobs",method="GET",status="2xx"} 2',
      'plumbline_http_request_duration_seconds_bucket{le="0.025",route="/orgs/[org]/jobs"} 1',
      'plumbline_http_request_duration_seconds_bucket{le="0.25",route="/orgs/[org]/jobs"} 2',
      'plumbline_http_requests_total{route="/api/live/[org]",method="GET",status="2xx"} 1',
      'plumbline_payments_total{outcome="declined"} 1',
      'plumbline_paysimple_calls_total{operation="POST /v4/payment",outcome="no_answer"} 1',
      'plumbline_paysimple_call_duration_seconds_bucket{le="30",operation="POST /v4/payment"} 1',
      'plumbline_mail_deliveries_total{outcome="server"} 1',
      'plumbline_jobs_total{task="sync-org",outcome="failed"} 1',
      'plumbline_job_duration_seconds_sum{task="sync-org"} 2',
    ]),
  )
  expect(written.filter((line) => /duration.*api\/live/.test(line))).toEqual([])
})

test('a process has one registry, however often the module is loaded', async () => {
  countPayment('authorized')
  vi.resetModules()
  const again = await import('./registry')
  expect(again.metrics).not.toBe(metrics)
  again.countPayment('authorized')
  expect(again.metrics()).toBe(metrics())
  expect(await lines()).toContain('plumbline_payments_total{outcome="authorized"} 2')
})

test('the figures of a process are sums over all labels', async () => {
  for (const status of ['2xx', '3xx', '5xx', 'aborted']) countRequest('/a', 'GET', status, 0.3)
  countCall({ route: 'GET /v4/payment', outcome: 'answered', milliseconds: 90 })
  // A no is an answer: PaySimple works.
  for (const outcome of ['refused', 'not_found', 'no_answer', 'unauthorized'])
    countCall({ route: 'POST /v4/payment', outcome, milliseconds: 700 })
  countMail('sent')
  countMail('refused')
  const { requests, calls, mails } = await getProcessFigures()
  expect(requests).toMatchObject({ count: 4, failed: 1, aborted: 1, times: { half: 0.5, most: 0.5 } })
  expect(calls).toMatchObject({ count: 5, failed: 2, times: { half: 1, most: 1 } })
  expect(calls.times.steps.filter(({ count }) => count > 0)).toEqual([
    { upTo: 0.1, count: 1 },
    { upTo: 1, count: 4 },
  ])
  expect(mails).toEqual({ count: 2, failed: 1 })
})

test('times beyond the last step have no end, and without any there is none', () => {
  expect(timesOf([])).toEqual({ steps: [], half: null, most: null })
  const bucket = (le: number | string, value: number) => ({ value, labels: { le }, metricName: 'a_bucket' })
  expect(timesOf([bucket(1, 1), bucket('+Inf', 3)])).toEqual({
    steps: [
      { upTo: 1, count: 1 },
      { upTo: Number.POSITIVE_INFINITY, count: 2 },
    ],
    half: Number.POSITIVE_INFINITY,
    most: Number.POSITIVE_INFINITY,
  })
})
