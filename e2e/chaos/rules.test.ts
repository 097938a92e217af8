import { expect, test } from 'vitest'
import type { Incident } from './aims'
import type { Evidence, Rule } from './evidence'
import { findViolations } from './rules'
import {
  books,
  charge,
  click,
  credit,
  EMAIL,
  email,
  event,
  mail,
  NOON,
  partly,
  refund,
  refunded,
  row,
  told,
  undone,
} from './test-books'

// The judge must be able to find fault: books in perfect order, and then each of them doctored.

const rulesOf = (evidence: Evidence): Rule[] => [...new Set(findViolations(evidence).map(({ rule }) => rule))].sort()

const NOTICE = EMAIL.replace(/1$/, '3')

test.each([
  ['a payment that was taken', books()],
  [
    'one that was declined',
    books({
      ...{ payments: [row({ status: 'declined' })], ledger: [charge({ status: 'Failed' })], emails: [], mails: [] },
      ...{ events: [event('submitting', 'declined')], entries: [click(), told('checking')] },
    }),
  ],
  [
    'one that was never sent',
    books({
      ...{
        payments: [row({ status: 'not_taken' })],
        ledger: [],
        emails: [],
        mails: [],
        events: [],
        entries: [click(), told('checking')],
      },
    }),
  ],
  [
    'an unconfirmed one that PaySimple calls Pending',
    books({
      ...{ payments: [row({ status: 'unknown' })], ledger: [charge({ status: 'Pending' })], emails: [], mails: [] },
      ...{ events: [], entries: [click(), told('checking')] },
    }),
  ],
  [
    'one after which a member was told something',
    books({
      notices: [{ id: NOTICE, to: 'admin@example.com' }],
      mails: [mail(), { ...mail(NOTICE), to: 'admin@example.com' }],
    }),
  ],
  ['one that was refunded', refunded()],
  ['one that was refunded in part', partly()],
])('books in order: %s', (_name, evidence) => {
  expect(findViolations(evidence)).toEqual([])
})

const doctored: [string, Evidence, Rule[]][] = [
  [
    'charged twice',
    books({ ledger: [charge(), charge({ id: 501 })] }),
    ['double_charge', 'more_than_owed', 'sums_differ'],
  ],
  [
    'charged, and a second charge that hangs',
    books({ ledger: [charge(), charge({ id: 501, status: 'Pending' })] }),
    ['double_charge'],
  ],
  [
    'charged twice, and the younger voided by us since',
    books({
      ledger: [charge(), charge({ id: 501, status: 'Voided' })],
      alarms: [{ what: 'second record', paysimple_id: '501' }],
    }),
    ['alarm', 'double_charge'],
  ],
  [
    'charged twice, and one of them reversed since',
    books({ ledger: [charge(), charge({ id: 501, status: 'Reversed', referenceId: 502 })] }),
    ['double_charge'],
  ],
  [
    'a charge without a row',
    books({ ledger: [charge(), charge({ id: 501, orderId: 'p9' })] }),
    ['charge_of_nobody', 'sums_differ'],
  ],
  [
    'a charge without an OrderId',
    books({ ledger: [charge(), charge({ id: 501, orderId: null })] }),
    ['charge_of_nobody', 'sums_differ'],
  ],
  ['paid, and nothing at PaySimple', books({ ledger: [] }), ['paid_without_charge', 'sums_differ']],
  [
    'paid, and PaySimple says Failed',
    books({ ledger: [charge({ status: 'Failed' })] }),
    ['paid_without_charge', 'sums_differ'],
  ],
  [
    'another amount',
    books({ ledger: [charge({ amountCents: 9_999 })] }),
    ['charge_differs', 'click_differs', 'sums_differ'],
  ],
  ['another customer', books({ ledger: [charge({ customerId: 71 })] }), ['charge_differs']],
  [
    'another organization',
    books({ ledger: [charge({ client: 'user-2' })] }),
    ['charge_differs', 'click_differs', 'sums_differ'],
  ],
  ['another day', books({ ledger: [charge({ createdOn: '2026-11-22T12:00:00Z' })] }), ['sums_differ']],
  [
    'called not taken, and charged',
    books({
      payments: [row({ status: 'not_taken' })],
      events: [],
      emails: [],
      mails: [],
      entries: [click(), told('checking')],
    }),
    ['not_taken_but_charged', 'sums_differ'],
  ],
  [
    'called declined, and no record',
    books({
      ...{
        payments: [row({ status: 'declined' })],
        ledger: [],
        events: [],
        emails: [],
        mails: [],
        entries: [click(), told('checking')],
      },
    }),
    ['declined_without_record'],
  ],
  ['settled there, not here', books({ ledger: [charge({ status: 'Settled' })] }), ['stale_status']],
  [
    'unconfirmed for too long',
    books({
      payments: [row({ status: 'unknown' })],
      events: [],
      emails: [],
      mails: [],
      entries: [click(), told('checking')],
    }),
    ['stuck_in_doubt', 'sums_differ'],
  ],
  ['told otherwise', books({ entries: [click(), told('not_taken')] }), ['said_otherwise']],
  [
    'concluded, and taken back',
    books({ events: [event('submitting', 'not_taken'), event('not_taken', 'authorized')] }),
    ['concluded_wrongly'],
  ],
  ['told, and no row', books({ entries: [click(), told('checking'), told('checking', 'p9')] }), ['click_without_row']],
  ['a row that nobody pressed Pay for', books({ entries: [told('authorized')] }), ['click_differs']],
  [
    'asked for twice as much',
    books({ entries: [click({ amountCents: 20_000 }), told('authorized')] }),
    ['click_differs'],
  ],
  [
    'pressed for another organization',
    books({ entries: [click({ org: 'other' }), told('checking')] }),
    ['click_differs'],
  ],
  ['pressed for another job', books({ entries: [click({ jobId: 'other' }), told('checking')] }), ['click_differs']],
  [
    'pressed with other credentials',
    books({ entries: [click({ apiUser: 'user-9' }), told('checking')] }),
    ['click_differs'],
  ],
  ['the address lost', books({ payments: [row({ receipt_email: null })], emails: [], mails: [] }), ['click_differs']],
  [
    'charged to somebody whom our books take for the customer',
    books({ ledger: [charge({ customerLastName: 'Intent2' })] }),
    ['click_differs'],
  ],
  ['told refused, and taken', books({ entries: [click(), told('refused')] }), ['refused_but_begun']],
  ['asked whether to charge again, and taken', books({ entries: [click(), told('repeat')] }), ['refused_but_begun']],
  ['more than the agreement', books({ jobs: [{ id: 'job', total_cents: 9_999 }] }), ['more_than_owed']],
  ['no receipt written', books({ emails: [], mails: [] }), ['receipt_missing']],
  ['no receipt arrived', books({ mails: [] }), ['receipt_missing']],
  [
    'a receipt dropped, though it is true',
    books({ emails: [{ ...email(), status: 'superseded' }], mails: [] }),
    ['receipt_missing'],
  ],
  ['the receipt came twice', books({ mails: [mail(), mail(EMAIL, NOON + 9_000)] }), ['receipt_twice']],
  ['two receipts', books({ emails: [email(), email('receipt', EMAIL.replace(/1$/, '2'))] }), ['receipt_twice']],
  [
    'a receipt for what was not taken',
    books({ payments: [row({ status: 'not_taken' })], ledger: [], events: [], entries: [click(), told('checking')] }),
    ['receipt_for_nothing'],
  ],
  ['a receipt for somebody else', books({ mails: [{ ...mail(), to: 'bob@example.com' }] }), ['mail_astray']],
  [
    'a mail that we know nothing of',
    books({ mails: [mail(), { ...mail(), messageId: '<whatever@x>' }] }),
    ['mail_astray'],
  ],
  [
    'a notice to a member, sent to somebody else',
    books({ notices: [{ id: NOTICE, to: 'admin@example.com' }], mails: [mail(), mail(NOTICE)] }),
    ['mail_astray'],
  ],
  [
    'taken for a payment of somebody else',
    books({ alarms: [{ what: 'payment made outside', paysimple_id: '500' }] }),
    ['alarm'],
  ],
  ['an alarm without a second record', books({ alarms: [{ what: 'second record', paysimple_id: '500' }] }), ['alarm']],
  [
    'refunded twice',
    refunded({ ledger: [charge({ status: 'Reversed' }), credit(), credit({ id: 503 })] }),
    ['refund_above_charge'],
  ],
  [
    'called refunded, and not done there',
    refunded({ ledger: [charge({ status: 'Settled' })] }),
    ['lost_charge', 'reversal_differs', 'sums_differ'],
  ],
  ['called not done, and refunded', refunded({ reversals: [refund({ status: 'not_done' })] }), ['reversal_differs']],
  ['two refunds called done', refunded({ reversals: [refund(), refund({ id: 'r2' })] }), ['reversal_differs']],
  ['a refund unconfirmed for too long', refunded({ reversals: [refund({ status: 'unknown' })] }), ['stuck_in_doubt']],
  ['half a partial refund', partly({ recharge_id: null }), ['click_differs', 'half_done_unseen']],
  ['the other half of one', partly({ status: 'not_done' }), ['half_done_unseen', 'reversal_differs', 'said_otherwise']],
  ['another part than was meant', partly({ retained_cents: 3_000 }), ['half_done_unseen']],
  [
    'told done, and not done',
    refunded({
      entries: [click(), told('checking'), undone('not_done')],
    }),
    ['said_otherwise'],
  ],
]

test.each(doctored)('%s', (_name, evidence, rules) => {
  expect(rulesOf(evidence)).toEqual([...rules].sort())
})

/** Those of the run as a whole: run-rules.test.ts, second-run.test.ts, coverage.test.ts. */
type RunRule =
  | 'hollow_run'
  | 'failed_alone'
  | 'promise_broken'
  | 'never_struck'
  | 'changed_by_second_run'
  | 'second_run_undone'

test('every rule that looks at books is seen to be broken', () => {
  const broken = new Set(doctored.flatMap(([, , rules]) => rules))
  const all: Record<Exclude<Rule, RunRule>, true> = {
    ...{ double_charge: true, lost_charge: true, charge_of_nobody: true, paid_without_charge: true },
    ...{ charge_differs: true, not_taken_but_charged: true, declined_without_record: true, stale_status: true },
    ...{ stuck_in_doubt: true, said_otherwise: true, concluded_wrongly: true, more_than_owed: true, sums_differ: true },
    ...{ refund_above_charge: true, reversal_differs: true, half_done_unseen: true, alarm: true },
    ...{
      receipt_missing: true,
      receipt_twice: true,
      receipt_for_nothing: true,
      mail_astray: true,
      click_without_row: true,
    },
    ...{ click_differs: true, refused_but_begun: true },
  }
  expect([...broken].sort()).toEqual(Object.keys(all).sort())
})

test('the same message again, whoever died', () => {
  const incidents = [{ at: NOON + 2_100, what: 'kill', step: 'after mail', victim: 'worker-1' } as const]
  expect(rulesOf(books({ mails: [mail(), mail(EMAIL, NOON + 9_000)], incidents }))).toEqual(['receipt_twice'])
})

test.each<[string, Partial<Incident>, Rule[]]>([
  ['a worker', { victim: 'worker-2' }, []],
  ['the database', { victim: 'database', what: 'down' }, []],
  ['an app', { victim: 'app-1' }, ['receipt_missing']],
  ['nobody, and the database came back', { victim: 'database', what: 'up' }, ['receipt_missing']],
])('a message that may not have arrived, after the death of %s', (_name, death, rules) => {
  const incidents = [{ at: NOON + 2_100, what: 'kill', step: 'after mail', ...death } as const]
  const asked = { ...email(), status: 'unconfirmed', attention_at: NOON + 60_000 }
  expect(rulesOf(books({ emails: [asked], mails: [], incidents }))).toEqual(rules)
  expect(rulesOf(books({ emails: [{ ...asked, attention_at: null }], mails: [], incidents }))).toEqual([
    'receipt_missing',
  ])
})

test('a violation comes with all that is known of the payment', () => {
  const [violation] = findViolations(books({ ledger: [] }))
  expect(violation).toMatchObject({
    rule: 'paid_without_charge',
    paymentId: 'p1',
    evidence: {
      row: { id: 'p1' },
      events: [{}, {}],
      ledger: [],
      emails: [{}],
      clicks: [{ amountCents: 10_000 }, { answer: 'authorized' }],
    },
  })
})
