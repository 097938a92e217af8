import 'server-only'
import type { Counter, Histogram } from 'prom-client'
import { metrics } from './registry'

// What this process has counted, as a person reads it: sums over all labels, and how long most of it took.

/** How many took at most `upTo` seconds and longer than the step before; the last step has no end. */
export type Step = { upTo: number; count: number }
export type Times = {
  steps: Step[]
  /** Seconds within which half of them, and 95 of 100, had ended, to the step; null for none, Infinity beyond all steps. */
  half: number | null
  most: number | null
}
export type ProcessFigures = {
  startedAt: Date
  requests: { count: number; failed: number; aborted: number; times: Times }
  calls: { count: number; failed: number; times: Times }
  /** Tries to deliver an email, and those that brought no yes. */
  mails: { count: number; failed: number }
}

type Value = { value: number; labels: Partial<Record<string, string | number>>; metricName?: string | undefined }

const valuesOf = async (metric: Counter<string> | Histogram<string>): Promise<Value[]> => (await metric.get()).values

const sum = (values: readonly Value[], is: (labels: Value['labels']) => boolean = () => true) =>
  values.reduce((before, { value, labels }) => before + (is(labels) ? value : 0), 0)

/** Puts the buckets of a histogram, which each count all that were faster, into steps. */
export function timesOf(values: readonly Value[]): Times {
  const upTo = new Map<number, number>()
  for (const { value, labels, metricName } of values)
    if (metricName?.endsWith('_bucket')) {
      const end = labels.le === '+Inf' ? Number.POSITIVE_INFINITY : Number(labels.le)
      upTo.set(end, (upTo.get(end) ?? 0) + value)
    }
  const buckets = [...upTo].sort(([one], [other]) => one - other)
  const steps = buckets.map(([end, count], at) => ({ upTo: end, count: count - (buckets[at - 1]?.[1] ?? 0) }))
  const whole = buckets.at(-1)?.[1] ?? 0
  const within = (part: number) =>
    whole === 0 ? null : (buckets.find(([, count]) => count >= whole * part)?.[0] ?? Number.POSITIVE_INFINITY)
  return { steps, half: within(0.5), most: within(0.95) }
}

/** Returns what this process has counted since it started. */
export async function getProcessFigures(): Promise<ProcessFigures> {
  const { startedAt, requests, requestSeconds, calls, callSeconds, mails } = metrics()
  const [asked, askedFor, called, calledFor, mailed] = await Promise.all(
    [requests, requestSeconds, calls, callSeconds, mails].map(valuesOf),
  )
  return {
    startedAt,
    requests: {
      count: sum(asked ?? []),
      failed: sum(asked ?? [], ({ status }) => status === '5xx'),
      aborted: sum(asked ?? [], ({ status }) => status === 'aborted'),
      times: timesOf(askedFor ?? []),
    },
    calls: {
      count: sum(called ?? []),
      // What PaySimple refused was wrong in what was asked: it works.
      failed: sum(called ?? [], ({ outcome }) => !['answered', 'refused', 'not_found'].includes(String(outcome))),
      times: timesOf(calledFor ?? []),
    },
    mails: { count: sum(mailed ?? []), failed: sum(mailed ?? [], ({ outcome }) => outcome !== 'sent') },
  }
}
