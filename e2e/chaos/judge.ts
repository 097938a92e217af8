// node --import tsx e2e/chaos/judge.ts: a program of its own that holds the product's books against the sandbox's
// ledger. It speaks HTTP to the sandbox and SQL to the database, reads the files of the run, and knows no line of the
// product. Prints one JSON object: violations, figures, and every row of the books for a later comparison.
import { readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { parseArgs } from 'node:util'
import pg from 'pg'
import { sandboxControl } from '@/tools/sandbox/sandbox-control'
import { missingOf } from './coverage'
import type { EmailRow, EventRow, Evidence, PaymentRow, ReversalRow, Violation } from './evidence'
import { countFigures, type Figures } from './figures'
import type { Plan } from './plan'
import { readAll } from './records'
import { findViolations } from './rules'
import { judgeSecondRun, type Remembered, rememberBooks } from './second-run'

/** What the judge prints. */
export type Verdict = { violations: Violation[]; figures: Figures; booked: number; charged: number; missing: string[] }

const ms = (column: string) => `(extract(epoch from ${column}) * 1000)::float8`

const PAYMENTS = `select p.org_id, p.id, p.job_id, p.status, p.reason, p.amount_cents::float8 as amount_cents, p.merchant_key,
    p.paysimple_payment_id, p.receipt_email, ${ms('p.created_at')} as created_at, ${ms('p.decided_at')} as decided_at,
    ${ms('p.needs_person_at')} as needs_person_at,
    array(select c.paysimple_id from paysimple_customer c
      where c.org_id = p.org_id and c.customer_id = j.customer_id and c.merchant_key = p.merchant_key) as paysimple_customer_ids
  from payment p join job j on j.org_id = p.org_id and j.id = p.job_id order by p.created_at, p.id`
const EVENTS = `select payment_id, ${ms('at')} as at, "from", "to", source, detail from payment_event order by at, id`
const EMAILS = `select id, payment_id, kind, status, attempts, ${ms('handed_over_at')} as handed_over_at,
    ${ms('attention_at')} as attention_at from email order by id`
const REVERSALS = `select id, payment_id, kind, status, reason, retained_cents::float8 as retained_cents, recharge_id,
    paysimple_credit_id, ${ms('created_at')} as created_at from reversal order by created_at, id`
const ALARMS = `select 'payment made outside' as what, paysimple_id from external_payment
  union all select 'second record', paysimple_id from duplicate_charge`
const NOTICES = `select alarm.id, app_user.email as "to" from alarm join app_user on app_user.id = alarm.user_id`
const JOBS = `select job_id as id, sum(total_cents)::float8 as total_cents from document group by job_id`

const { values } = parseArgs({
  options: {
    folder: { type: 'string' },
    sandbox: { type: 'string' },
    /** How far the product's clock is ahead of real time, in seconds. */
    ahead: { type: 'string', default: '0' },
    horizon: { type: 'string' },
    /** Right after the storm: how long what PaySimple shows may be unconfirmed, in seconds. */
    'visible-for': { type: 'string' },
    /** Writes every row of the books there, or compares with what was written. */
    remember: { type: 'string' },
    'unchanged-since': { type: 'string' },
    /** Work of the second run that was not done in time. */
    undone: { type: 'string', multiple: true, default: [] },
  },
})
const { folder = '.', sandbox = '', ahead, horizon = '0' } = values

const client = new pg.Client({ connectionString: process.env.DATABASE_URL })
await client.connect()
const rows = async <T extends pg.QueryResultRow>(text: string): Promise<T[]> => (await client.query<T>(text)).rows
const entries = readAll(folder, 'intents.jsonl')
const ledger = await sandboxControl(sandbox).ledger()
/** As it was played: what nobody came to keeps what the plan had meant for it. */
const played = new Map(entries.flatMap((entry) => (entry.what === 'planned' ? [[entry.intent.n, entry.intent]] : [])))
const { intents } = JSON.parse(readFileSync(path.join(folder, 'plan.json'), 'utf8')) as Plan
const ended = entries.find((entry) => entry.what === 'ended')
const evidence: Evidence = {
  planned: intents.map((intent) => played.get(intent.n) ?? intent),
  ledger,
  payments: await rows<PaymentRow>(PAYMENTS),
  events: await rows<EventRow>(EVENTS),
  emails: await rows<EmailRow>(EMAILS),
  reversals: await rows<ReversalRow>(REVERSALS),
  alarms: await rows<{ what: string; paysimple_id: string }>(ALARMS),
  notices: await rows<{ id: string; to: string }>(NOTICES),
  jobs: await rows<{ id: string; total_cents: number }>(JOBS),
  entries: entries.filter((entry) => entry.what !== 'ended'),
  mails: readAll(folder, 'mail.jsonl'),
  incidents: readAll(folder, 'incidents.jsonl'),
  endedMs: ended?.at ?? Date.now(),
  nowMs: Date.now() + Number(ahead) * 1000,
  horizonMs: Number(horizon) * 1000,
  ...(values['visible-for'] && { visibleForMs: Number(values['visible-for']) * 1000 }),
}
await client.end()

const violations = findViolations(evidence)
if (values.remember) writeFileSync(path.resolve(values.remember), JSON.stringify(rememberBooks(evidence)))
if (values['unchanged-since']) {
  const before = JSON.parse(readFileSync(values['unchanged-since'], 'utf8')) as Remembered
  violations.push(...judgeSecondRun(before, evidence, values.undone))
}
const verdict: Verdict = {
  violations,
  figures: countFigures(evidence),
  booked: evidence.payments.length,
  charged: ledger.filter((row) => !row.isDebit).length,
  missing: missingOf(evidence),
}
console.log(JSON.stringify(verdict))
