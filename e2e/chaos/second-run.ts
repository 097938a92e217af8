// Looking everything up once more must not change a row.
import type { Evidence, Violation } from './evidence'

/** Every row of both books by what it is, word for word. */
export type Remembered = Record<string, string>

/** What is remembered before the second run. */
export const rememberBooks = ({ payments, events, emails, reversals, alarms, ledger }: Evidence): Remembered =>
  Object.fromEntries([
    ...payments.map((row) => [`payment ${row.id}`, JSON.stringify(row)]),
    ...events.map((row) => [`event ${row.payment_id} ${row.at} ${row.from} ${row.to}`, JSON.stringify(row)]),
    ...emails.map((row) => [`email ${row.id}`, JSON.stringify(row)]),
    ...reversals.map((row) => [`reversal ${row.id}`, JSON.stringify(row)]),
    ...alarms.map((row) => [`alarm ${row.what} ${row.paysimple_id}`, JSON.stringify(row)]),
    ...ledger.map((row) => [`charge ${row.id}`, JSON.stringify(row)]),
  ])

/**
 * What is no longer as it was, and the work of the second run that was never done: books that nobody has looked at
 * again stay the same for nothing.
 */
export function judgeSecondRun(before: Remembered, evidence: Evidence, undone: readonly string[]): Violation[] {
  const after = rememberBooks(evidence)
  const changed = [...new Set([...Object.keys(before), ...Object.keys(after)])].filter(
    (key) => before[key] !== after[key],
  )
  return [
    ...changed.map(
      (key): Violation => ({
        rule: 'changed_by_second_run',
        what: `${key} is no longer what it was`,
        evidence: { before: before[key], after: after[key] },
      }),
    ),
    ...undone.map((job): Violation => ({ rule: 'second_run_undone', what: `${job} was never done` })),
  ]
}
