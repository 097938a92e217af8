import { DescriptionList, Section } from '@/components/ui/section'
import type { Times } from '@/lib/metrics/process-figures'
import type { Waiting } from '@/lib/metrics/state'
import { ageInWords, countOf, type Hour, type HourKind, withinWords } from '@/lib/staff/status-words'
import { Columns, Legend } from './chart'

// What the Status page says about payments and PaySimple.

type Kind = { kind: HourKind; label: string; color: string }

const PAYMENTS: readonly Kind[] = [
  { kind: 'taken', label: 'taken', color: 'fill-success' },
  { kind: 'declined', label: 'declined', color: 'fill-danger' },
  { kind: 'not_charged', label: 'not charged', color: 'fill-edge' },
  { kind: 'unconfirmed', label: 'unconfirmed', color: 'fill-warning' },
]

const valuesOf = (hours: readonly Hour[], kind: HourKind) => hours.map(({ kinds }) => kinds[kind])
const sumOf = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0)

const DAY_AGO = { from: '23 hours ago', to: 'this hour' }

/** Payments that Plumbline charged, by hour and outcome. */
export function PaymentsPart({ hours }: { hours: readonly Hour[] }) {
  const series = PAYMENTS.map((each) => ({ ...each, values: valuesOf(hours, each.kind) }))
  const items = series.map(({ values, ...each }) => ({ ...each, value: sumOf(values).toLocaleString('en-US') }))
  const words = items.map(({ value, label }) => `${value} ${label}`).join(', ')
  return (
    <Section title="Payments in the last 24 hours">
      <Columns words={`Payments by hour, all companies: ${words}`} series={series} {...DAY_AGO} />
      <Legend items={items} />
    </Section>
  )
}

const waitingWords = ({ count, seconds }: Waiting) =>
  count === 0 ? 'None' : `${count.toLocaleString('en-US')}, the oldest for ${ageInWords(seconds)}`

/** What nobody knows the outcome of. */
export const UnconfirmedPart = ({ payment, reversal }: { payment: Waiting; reversal: Waiting }) => (
  <Section title="Unconfirmed">
    <DescriptionList
      className="max-w-2xl"
      items={[
        { label: 'Payments', value: waitingWords(payment) },
        { label: 'Voids and refunds', value: waitingWords(reversal) },
      ]}
    />
  </Section>
)

const NONE_YET = 'None yet'

/** "Half within 250 ms, 95 of 100 within 2.5 s", or that there were none. */
export const timesWords = ({ half, most }: Times): string =>
  half === null || most === null ? NONE_YET : `Half ${withinWords(half)}, 95 of 100 ${withinWords(most)}`

const stepWords = (steps: Times['steps']) =>
  steps
    .filter(({ count }) => count > 0)
    .map(({ upTo, count }) => (Number.isFinite(upTo) ? `${count} up to ${upTo} s` : `${count} longer`))
    .join(', ')

type Calls = { count: number; failed: number; times: Times }

/** Calls that failed, of all processes; how long they take, of the one that answers. */
export function PaySimplePart({ hours, calls }: { hours: readonly Hour[]; calls: Calls }) {
  const failed = valuesOf(hours, 'call_failed')
  const { steps } = calls.times
  return (
    <Section title="PaySimple">
      <Columns
        words={`Calls to PaySimple that failed, by hour: ${sumOf(failed)} in the last 24 hours`}
        series={[{ label: 'failed', color: 'fill-ink', values: failed }]}
        {...DAY_AGO}
      />
      <p className="mt-3">
        {countOf(sumOf(failed), 'call')} failed in the last 24 hours. What PaySimple answers with a no isn’t counted.
      </p>
      {calls.count > 0 && (
        <div className="mt-6">
          <Columns
            words={`How long calls to PaySimple take: ${stepWords(steps)}`}
            series={[{ label: 'calls', color: 'fill-accent', values: steps.map(({ count }) => count) }]}
            from="50 ms and less"
            to="over 30 s"
          />
        </div>
      )}
      <p className="mt-3">
        {countOf(calls.count, 'call')} from this app since it started, {calls.failed.toLocaleString('en-US')} failed.{' '}
        {calls.count > 0 && `${timesWords(calls.times)}.`}
      </p>
    </Section>
  )
}
