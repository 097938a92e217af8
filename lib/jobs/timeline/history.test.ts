import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { contractTotalCents } from '@/lib/documents/contract-total'
import { computeBalance } from '@/lib/payments/rules/balance'
import { canBecome } from '@/lib/payments/rules/status'
import { type DocumentAct, DocumentKind, type DocumentStage, PaymentStatus } from '@/prisma/generated/enums'
import type { TimelineDocument, TimelineDocumentEvent } from './document-steps'
import {
  type JobHistory,
  jobTimeline,
  type TimelineEmail,
  type TimelinePaymentEvent,
  type TimelineRecorded,
  type TimelineReversal,
} from './history'

const minute = (n: number) => new Date(Date.UTC(2026, 10, 21, 21, n))

const proposal: TimelineDocument = {
  ...{
    id: 'd1',
    kind: 'proposal',
    ordinal: 0,
    stage: 'draft',
    stageAt: minute(0),
    createdAt: minute(0),
    totalCents: 100_000,
  },
}
const act = (
  n: number,
  what: DocumentAct,
  totalCents: number | null,
  changes: Partial<TimelineDocumentEvent> = {},
) => ({
  ...{ id: `a${String(n).padStart(4, '0')}`, documentId: 'd1', act: what, versionNumber: null, totalCents },
  ...{ at: minute(n), actorName: 'Marco', detail: null },
  ...changes,
})
const step = (
  n: number,
  from: PaymentStatus | null,
  to: PaymentStatus,
  changes: Partial<TimelinePaymentEvent> = {},
) => ({
  ...{ id: `e${String(n).padStart(4, '0')}`, paymentId: 'p1', at: minute(n), from, to, source: 'click' },
  ...{
    actorName: 'Marco',
    actorId: 'u',
    linkId: null,
    detail: null,
    amountCents: 40_000,
    method: 'card' as const,
    accountLabel: 'Visa',
  },
  ...{ lastFour: '1111', reason: null, settledOn: null, returnedOn: null },
  ...changes,
})
const reversal = (n: number, changes: Partial<TimelineReversal> = {}): TimelineReversal => ({
  ...{ id: 'r1', paymentId: 'p1', kind: 'refund', status: 'done', retainedCents: 0, note: 'Too dear' },
  ...{ requestedByName: 'Ada', createdAt: minute(n), decidedAt: minute(n), settledOn: null, reason: null },
  ...{ paysimpleMessage: null, amountCents: 40_000, method: 'card', accountLabel: 'Visa', lastFour: '1111' },
  ...changes,
})
const check = (n: number, amountCents: number, changes: Partial<TimelineRecorded> = {}): TimelineRecorded => ({
  ...{ id: `c${n}`, createdAt: minute(n), amountCents, method: 'check', reference: '1042', note: null },
  ...{ receivedOn: new Date('2026-11-20'), correctsId: null, cameBack: false, recordedByName: 'Ada' },
  ...changes,
})
const email: TimelineEmail = {
  ...{ id: 'm1', kind: 'receipt', to: 'olivia@example.com', status: 'sent', createdAt: minute(9), sentAt: minute(9) },
  ...{ keptHere: false, lastError: null, supersededBy: null, requestedByName: null, method: 'card' },
  ...{ documentKind: null, documentOrdinal: null },
}

const history = (changes: Partial<JobHistory>): JobHistory => ({
  ...{ documents: [proposal], documentEvents: [], paymentEvents: [], reversals: [], recorded: [], emails: [] },
  requests: [],
  balance: { paidCents: 0, checkingCents: 0 },
  ...changes,
})
const told = (changes: Partial<JobHistory>, most = 500) =>
  jobTimeline(history(changes), most).entries.map(({ title, owedAfterCents }) => [title, owedAfterCents])

describe('a job’s timeline', () => {
  it('follows a sale from the draft to the receipt, with what is owed after each', () => {
    const documents = [{ ...proposal, stage: 'accepted' as const, totalCents: 90_000 }]
    const documentEvents = [
      ...[act(0, 'created', 0), act(1, 'edited', 80_000), act(2, 'sent', 100_000, { versionNumber: 1 })],
      ...[act(3, 'edited', 70_000), act(4, 'accepted', 90_000, { versionNumber: 1 })],
    ]
    const { entries, isCut } = jobTimeline(
      history({
        ...{ documents, documentEvents, emails: [email], balance: { paidCents: 50_000, checkingCents: 0 } },
        paymentEvents: [step(5, null, 'submitting'), step(6, 'submitting', 'authorized')],
        recorded: [check(8, 10_000, { note: 'In the mail' })],
      }),
      500,
    )
    expect(isCut).toBe(false)
    expect(
      entries.map(({ title, detail, amountCents, owedAfterCents }) => [title, detail, amountCents, owedAfterCents]),
    ).toEqual([
      ['Proposal created', null, 0, 0],
      ['Proposal edited', null, 80_000, 80_000],
      ['Proposal sent', 'Version 1', 100_000, 100_000],
      ['Proposal draft edited', 'Not sent yet', null, 100_000],
      ['Proposal accepted', 'Version 1', 90_000, 90_000],
      ['Payment authorized', 'Visa 1111', 40_000, 50_000],
      ['Check 1042 recorded', 'Received Nov 20, 2026', 10_000, 40_000],
      ['Receipt sent', 'To olivia@example.com', null, 40_000],
    ])
    expect(entries.map(({ kind }) => kind)).toEqual([
      ...['created', 'edited', 'sent', 'edited', 'accepted', 'authorized', 'recorded', 'mailed'],
    ])
    expect(entries[6]).toMatchObject({ who: 'Ada', note: 'In the mail', paidCents: 10_000 })
  })

  it('has who was emailed a link, and for which document', () => {
    const link = { ...email, kind: 'link' as const, method: null, requestedByName: 'Ada' }
    const { entries } = jobTimeline(
      history({
        documents: [],
        emails: [link, { ...link, id: 'm2', status: 'queued', documentKind: 'change_order', documentOrdinal: 2 }],
      }),
      500,
    )
    expect(entries.map(({ title, detail, who }) => [title, detail, who])).toEqual([
      ['Customer’s link sent', 'To olivia@example.com', 'Ada'],
      ['Customer’s link on its way', 'Change order 2. To olivia@example.com', 'Ada'],
    ])
  })

  it('has what was asked for, which reminders weren’t sent and how it ended', () => {
    const request = { requestId: 'r1', label: 'Deposit', dueOn: '2026-12-03', amountCents: null, who: null }
    const link = { ...email, kind: 'link' as const, method: null, paymentRequestId: 'r1', reminderStep: null }
    const { entries } = jobTimeline(
      history({
        emails: [
          { ...link, createdAt: minute(2), sentAt: minute(2) },
          { ...link, id: 'm2', reminderStep: 0, createdAt: minute(4), sentAt: minute(4) },
        ],
        requests: [
          { ...request, id: 'r1', act: 'asked', at: minute(2), who: 'Ada', amountCents: 40_000, why: null },
          { ...request, id: 'r1--3', act: 'skipped', at: minute(3), why: 'by_hand' },
          { ...request, id: 'r1-ended', act: 'ended', at: minute(5), why: 'paid' },
        ],
      }),
      500,
    )
    expect(
      entries.slice(1).map(({ title, detail, amountCents, paidCents }) => [title, detail, amountCents, paidCents]),
    ).toEqual([
      ['Payment requested', 'Deposit. By Dec 3, 2026', 40_000, 0],
      ['Payment request sent', 'To olivia@example.com', null, 0],
      [
        ...['Reminder not sent', 'The customer was emailed by hand shortly before. Deposit. By Dec 3, 2026'],
        ...[null, 0],
      ],
      ['Payment reminder sent', 'To olivia@example.com', null, 0],
      ['Requested payment paid', 'Deposit. By Dec 3, 2026', null, 0],
    ])
  })

  it('has why a document was sent above a limit as a note, which the customer doesn’t read', () => {
    const detail = 'Maryland allows at most $3.00. Sent anyway: Custom windows'
    const documentEvents = [act(0, 'created', 0), act(1, 'sent', 100_000, { versionNumber: 1, detail })]
    const { entries } = jobTimeline(history({ documentEvents }), 500)
    expect(entries).toMatchObject([{ note: null }, { title: 'Proposal sent', detail: 'Version 1', note: detail }])
  })

  it('says that a payment began where it isn’t decided yet, and where somebody else decided it', () => {
    expect(
      told({ paymentEvents: [step(5, null, 'submitting')], balance: { paidCents: 0, checkingCents: 40_000 } }),
    ).toEqual([
      ['Proposal created', 100_000],
      ['Payment started', 60_000],
    ])
    const paymentEvents = [step(5, null, 'submitting'), step(6, 'submitting', 'declined', { source: 'reconciler' })]
    expect(told({ paymentEvents })).toEqual([
      ['Proposal created', 100_000],
      ['Payment started', 60_000],
      ['Payment declined', 100_000],
    ])
  })

  it('has one entry of a refund, with its reason, and what is owed again', () => {
    const paymentEvents = [
      step(5, null, 'submitting'),
      step(6, 'submitting', 'settled'),
      step(8, 'settled', 'refunded'),
    ]
    const { entries } = jobTimeline(history({ paymentEvents, reversals: [reversal(7)] }), 500)
    expect(entries.slice(1)).toMatchObject([
      { title: 'Payment settled', amountCents: 40_000, owedAfterCents: 60_000, note: null },
      {
        title: 'Payment refunded',
        amountCents: -40_000,
        paidCents: -40_000,
        owedAfterCents: 100_000,
        note: 'Too dear',
      },
    ])
    expect(entries[2]?.detail).toBe('Visa 1111')
  })

  it('owes nothing of a declined proposal, and what the agreement comes to once there is one', () => {
    const agreement = {
      ...proposal,
      id: 'd2',
      kind: 'agreement' as const,
      stage: 'signed' as const,
      totalCents: 120_000,
    }
    const documentEvents = [
      ...[act(0, 'created', 100_000), act(1, 'sent', 100_000), act(2, 'declined', 100_000)],
      ...[act(3, 'created', 120_000, { documentId: 'd2' }), act(4, 'signed', 120_000, { documentId: 'd2' })],
    ]
    expect(told({ documents: [{ ...proposal, stage: 'declined' }, agreement], documentEvents })).toEqual([
      ...[
        ['Proposal created', 100_000],
        ['Proposal sent', 100_000],
      ],
      ...[
        ['Proposal declined', 0],
        ['Agreement created', 120_000],
        ['Agreement signed', 120_000],
      ],
    ])
  })

  it('ends with what the draft comes to now: an editor that saves as somebody types writes one event', () => {
    expect(told({ documentEvents: [act(0, 'created', 0), act(1, 'edited', 5_000)] })).toEqual([
      ['Proposal created', 0],
      ['Proposal edited', 100_000],
    ])
  })

  it('tells what is known of a document from before its acts were written down', () => {
    const before = { ...proposal, stage: 'sent' as const, stageAt: minute(3) }
    expect(told({ documents: [before] })).toEqual([
      ['Proposal created', 100_000],
      ['Proposal sent', 100_000],
    ])
    expect(
      told({ documents: [{ ...before, stage: 'accepted' }], documentEvents: [act(5, 'accepted', 100_000)] }),
    ).toEqual([
      ['Proposal created', 100_000],
      ['Proposal accepted', 100_000],
    ])
  })

  it('owes nothing where more is paid than it costs', () => {
    const { entries } = jobTimeline(
      history({ recorded: [check(5, 150_000)], balance: { paidCents: 150_000, checkingCents: 0 } }),
      500,
    )
    expect(entries.at(-1)).toMatchObject({ owedAfterCents: 0, remainingAfterCents: 0 })
  })

  it('keeps the newest and says that there are older ones, which still count', () => {
    const recorded = [check(5, 10_000), check(6, 20_000)]
    const paid = { paidCents: 30_000, checkingCents: 0 }
    expect(told({ recorded, balance: paid }, 1)).toEqual([['Check 1042 recorded', 70_000]])
    expect(jobTimeline(history({ recorded, balance: paid }), 2).isCut).toBe(true)
    expect(jobTimeline(history({ recorded, balance: paid }), 3).isCut).toBe(false)
  })
})

const PAYMENT_STATUSES = Object.values(PaymentStatus)
const STAGES: DocumentStage[] = ['draft', 'sent', 'accepted', 'declined', 'signed', 'completed', 'canceled']
const ACTS: DocumentAct[] = [
  ...([
    'edited',
    'sent',
    'accepted',
    'declined',
    'signed',
    'completed',
    'canceled',
    'reopened',
    'reached',
    'unreached',
  ] as const),
  ...(['viewed', 'asked', 'signing_asked', 'consented', 'signature_given', 'signing_declined'] as const),
]

const instants = fc.integer({ min: 0, max: 60 }).map(minute)
const cents = fc.integer({ min: 0, max: 500_000 })

const documents = fc.subarray(Object.values(DocumentKind)).chain((kinds) =>
  fc.tuple(
    ...kinds.map((kind) =>
      fc.record({
        ...{
          id: fc.constant(`d-${kind}`),
          kind: fc.constant(kind),
          ordinal: fc.constant(Number(kind === 'change_order')),
        },
        ...{ stage: fc.constantFrom(...STAGES) },
        ...{ stageAt: instants, createdAt: instants, totalCents: fc.option(cents) },
      }),
    ),
  ),
)
const paymentSteps = (n: number) =>
  fc
    .record({ amountCents: cents, walk: fc.array(fc.nat(), { maxLength: 4 }), at: instants })
    .map(({ amountCents, walk, at }) => {
      const steps: TimelinePaymentEvent[] = [
        step(0, null, 'submitting', { id: `p${n}-0`, paymentId: `p${n}`, at, amountCents }),
      ]
      for (const [k, pick] of walk.entries()) {
        const from = steps.at(-1)?.to ?? 'submitting'
        const next = PAYMENT_STATUSES.filter((status) => canBecome(from, status))
        const to = next[pick % next.length]
        if (!to) break
        const later = new Date(at.getTime() + (k + 1) * 1_000)
        steps.push(step(0, from, to, { id: `p${n}-${k + 1}`, paymentId: `p${n}`, at: later, amountCents }))
      }
      return steps
    })

const histories = fc
  .record({
    documents,
    acts: fc.array(fc.tuple(fc.nat(), fc.constantFrom(...ACTS), fc.option(cents), instants), { maxLength: 8 }),
    payments: fc.tuple(paymentSteps(1), paymentSteps(2), paymentSteps(3)),
    recorded: fc.array(fc.tuple(instants, fc.integer({ min: -100_000, max: 100_000 })), { maxLength: 4 }),
  })
  .map(({ documents: all, acts, payments, recorded }) => {
    const counted = computeBalance(contractTotalCents(all), [
      ...payments.map((steps) => ({ amountCents: steps[0]?.amountCents ?? 0, status: steps.at(-1)?.to ?? 'declined' })),
      ...recorded.map(([, amountCents]) => ({ amountCents, status: 'recorded' as const })),
    ])
    const documentEvents = acts.flatMap(([pick, what, totalCents, at], n) => {
      const document = all[pick % Math.max(1, all.length)]
      return document ? [act(n, what, totalCents, { documentId: document.id, at })] : []
    })
    return {
      counted,
      rows: history({
        ...{ documents: all, documentEvents, paymentEvents: payments.flat(), balance: counted },
        recorded: recorded.map(([createdAt, amountCents], n) => check(n, amountCents, { createdAt })),
      }),
    }
  })

describe('any timeline', () => {
  it('ends with what the job’s balance says, whole or cut, in any order of its rows', () => {
    fc.assert(
      fc.property(histories, fc.integer({ min: 1, max: 30 }), ({ counted, rows }, most) => {
        const { entries } = jobTimeline(rows, most)
        const last = entries.at(-1)
        if (!last) return
        expect(last.owedAfterCents).toBe(counted.owedCents)
        expect(last.remainingAfterCents).toBe(counted.remainingCents)
        expect(entries.length).toBeLessThanOrEqual(most)
        const reversed = {
          ...rows,
          paymentEvents: rows.paymentEvents.toReversed(),
          recorded: rows.recorded.toReversed(),
        }
        expect(jobTimeline(reversed, most).entries).toEqual(entries)
      }),
    )
  })

  it('never owes less than nothing, is in order, and adds up to what is paid', () => {
    fc.assert(
      fc.property(histories, ({ counted, rows }) => {
        const { entries } = jobTimeline(rows, 500)
        expect(entries.every(({ owedAfterCents }) => owedAfterCents >= 0)).toBe(true)
        expect(entries.map(({ at }) => at)).toEqual(entries.map(({ at }) => at).sort((a, b) => Number(a) - Number(b)))
        expect(entries.reduce((sum, { paidCents }) => sum + paidCents, 0)).toBe(counted.paidCents)
        expect(new Set(entries.map(({ id }) => id)).size).toBe(entries.length)
      }),
    )
  })
})
