import 'server-only'
import { Gauge, Registry } from 'prom-client'
import type { InstallationState } from './state'

/** The figures of the installation's state in Prometheus' text, or that the database didn't tell them (null). */
export async function stateAsText(state: InstallationState | null): Promise<string> {
  // A registry of its own each time: an organization or a task that is gone leaves nothing behind.
  const registry = new Registry()
  const gauge = <L extends string>(name: string, help: string, labelNames: readonly L[] = []) =>
    new Gauge({ name, help, labelNames, registers: [registry] })
  gauge('plumbline_database_up', 'Whether the database answered this scrape').set(state ? 1 : 0)
  if (!state) return registry.metrics()

  const unconfirmed = gauge('plumbline_unconfirmed', 'Payments and reversals whose outcome nobody knows', ['kind'])
  const unconfirmedAge = gauge('plumbline_unconfirmed_oldest_seconds', 'Age of the oldest of them; 0 for none', [
    'kind',
  ])
  for (const [kind, { count, seconds }] of Object.entries(state.unconfirmed)) {
    unconfirmed.labels(kind).set(count)
    unconfirmedAge.labels(kind).set(seconds)
  }

  const depth = gauge('plumbline_queue_depth', 'Jobs that are due and wait for a worker, by task', ['task'])
  const age = gauge('plumbline_queue_oldest_seconds', 'For how long the oldest of them is due; 0 for none', ['task'])
  const givenUp = gauge('plumbline_queue_given_up', 'Jobs that failed so often that nobody tries them again', ['task'])
  for (const [task, waiting] of state.queue) {
    depth.labels(task).set(waiting.count)
    age.labels(task).set(waiting.seconds)
    givenUp.labels(task).set(waiting.givenUp)
  }

  const lag = gauge('plumbline_sync_lag_seconds', 'Since the last whole comparison with PaySimple, by organization', [
    'org',
  ])
  const failures = gauge('plumbline_sync_failures', 'Comparisons without an answer, in a row, by organization', ['org'])
  for (const [org, sync] of state.sync) {
    lag.labels(org).set(sync.seconds)
    failures.labels(org).set(sync.failures)
  }

  const { mail } = state
  gauge('plumbline_mail_waiting', 'Emails that wait to be sent').set(mail.waiting)
  gauge('plumbline_mail_oldest_seconds', 'For how long the oldest of them waits; 0 for none').set(mail.waitingSeconds)
  gauge('plumbline_mail_undelivered', 'Emails that failed or may not have arrived, and wait for a person').set(
    mail.undelivered,
  )
  gauge('plumbline_mail_server_failing_seconds', 'For how long the mail server can’t be used; 0 while it can').set(
    mail.failingSeconds ?? 0,
  )
  return registry.metrics()
}
