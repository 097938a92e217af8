import { describe, expect, it } from 'vitest'
import type { Payment, PaymentEvent, Reversal } from '@/prisma/generated/client'
import type { PaymentStatus } from '@/prisma/generated/enums'
import { buildTimeline } from './timeline'

const ZONE = 'America/Denver'
const minute = (n: number) => new Date(Date.UTC(2026, 10, 21, 21, n)) // 2:00 PM in Denver
const AT = minute(50)

const payment = {
  ...{
    orgId: 'org',
    id: 'p1',
    jobId: 'job',
    takenOn: 'agreement',
    jobTotalCents: null,
    amountCents: 150_000,
    status: 'authorized',
  },
  ...{ method: 'card', accountLabel: 'Visa', lastFour: '1111', payerName: 'Olivia Marsh', secCode: null },
  ...{ cardExpiry: null, saveAccount: false, receiptEmail: 'olivia@example.com', takenById: 'u', takenByName: 'Marco' },
  linkId: null,
  ...{ origin: 'plumbline', orderId: 'p1', claimedAt: minute(0), reversalId: null, merchantKey: 'local:x', sendBy: AT },
  ...{ paysimplePaymentId: '1', paysimpleAccountId: '2', paysimpleStatus: 'Authorized', providerAuthCode: null },
  ...{
    traceNumber: null,
    failureCode: null,
    reason: null,
    paysimpleMessage: null,
    estimatedSettleOn: new Date('2026-11-24'),
  },
  ...{ settledOn: null, returnedOn: null, canVoidUntil: null, createdAt: minute(0), decidedAt: null },
  ...{ lastAskedAt: null, needsPersonAt: null, alertAt: null, statusAt: AT, search: '' },
} as const satisfies Payment

const event = (n: number, from: PaymentStatus | null, to: PaymentStatus, changes: Partial<PaymentEvent> = {}) => ({
  ...{ orgId: 'org', id: `e${n}`, paymentId: 'p1', at: minute(n), from, to, source: 'sync' },
  ...{ actorId: null, actorName: null, detail: null, address: null, requestId: null },
  ...changes,
})
const click = { source: 'click', actorId: 'u', actorName: 'Marco' }
const STARTED = [event(0, null, 'submitting', click), event(1, 'submitting', 'authorized', click)]

const reversal = (changes: Partial<Reversal>): Reversal => ({
  ...{ orgId: 'org', id: 'r1', paymentId: 'p1', kind: 'refund', status: 'done', retainedCents: 0, rechargeId: null },
  ...{ acceptedAt: null, note: 'Too dear', requestedById: 'u', requestedByName: 'Ada', merchantKey: 'local:x' },
  ...{
    sendBy: AT,
    reason: null,
    paysimpleMessage: null,
    paysimpleCreditId: null,
    settledOn: null,
    createdAt: minute(10),
  },
  ...{ decidedAt: minute(11), needsPersonAt: null },
  ...changes,
})

type Told = Parameters<typeof buildTimeline>[0]
const told = (changes: Partial<Told> = {}) => {
  const rest = {
    ...{ events: STARTED, emails: [], reversals: [], charges: [], rechargeOf: null, decisions: [] },
    duplicateCharges: [],
  }
  return buildTimeline({ ...payment, ...rest, ...changes }, ZONE, AT)
}
const titles = (changes: Partial<Told>) => told(changes).map(({ title }) => title)

describe('buildTimeline', () => {
  it('tells who started it and when, in the organization’s zone, and what is ahead', () => {
    const [first, second, last] = told()
    expect(first).toMatchObject({
      title: 'Started',
      when: 'Nov 21, 2026, 2:00 PM',
      who: 'Marco',
      detail: '$1,500.00 on Visa 1111',
    })
    expect(second).toMatchObject({ title: 'Authorized', ahead: false, tone: 'success' })
    expect(last).toMatchObject({ title: 'Settles', when: 'About Tuesday', ahead: true })
  })

  it('tells of a duplicate charge and its end', () => {
    const second = {
      ...{ orgId: 'org', id: 'd1', paymentId: 'p1', merchantKey: 'local:x', paysimpleId: '7', amountCents: 150_000 },
      ...{ paysimpleStatus: 'Voided', canVoidUntil: null, foundAt: minute(20), reversalSentAt: minute(20) },
    }
    const entries = told({ duplicateCharges: [{ ...second, clearedAt: minute(21) }] })
    expect(entries.slice(2, 4)).toMatchObject([
      { title: 'Duplicate charge of $1,500.00', tone: 'danger', who: 'Reported by PaySimple' },
      { title: 'The duplicate charge no longer counts', detail: 'PaySimple’s payment 7: Voided.' },
    ])
    expect(titles({ duplicateCharges: [{ ...second, clearedAt: null }] })).not.toContain(
      'The duplicate charge no longer counts',
    )
    const left = { ...second, paysimpleStatus: 'Settled', clearedAt: minute(21) }
    expect(titles({ duplicateCharges: [left] })).toContain('The duplicate is the only charge left')
  })

  it('says of a bank account that it was submitted', () => {
    expect(titles({ method: 'bank' })).toContain('Submitted')
  })

  it('puts emails, a refund and its credit where they belong', () => {
    const sent = {
      id: 'm1',
      kind: 'receipt',
      to: 'olivia@example.com',
      status: 'sent',
      createdAt: minute(1),
      sentAt: minute(2),
      ...{ keptHere: false, lastError: null, supersededBy: null, requestedByName: null },
    } as const
    expect(
      titles({
        status: 'refunded',
        events: [...STARTED, event(5, 'authorized', 'settled'), event(11, 'settled', 'refunded', click)],
        emails: [
          sent,
          {
            ...sent,
            id: 'm2',
            kind: 'refunded',
            status: 'failed',
            createdAt: minute(12),
            sentAt: null,
            lastError: 'No such mailbox.',
          },
        ],
        reversals: [reversal({ status: 'settled', settledOn: new Date('2026-11-23') })],
      }),
    ).toEqual([
      ...['Started', 'Authorized', 'Receipt sent', 'Settled', 'Refund requested', 'Refunded'],
      ...['Refund email not delivered', 'The credit arrived'],
    ])
  })

  it('says of an email that never left this machine where it is', () => {
    const kept = {
      ...({ id: 'm1', kind: 'receipt', to: 'olivia@example.com', status: 'sent', createdAt: minute(1) } as const),
      ...{ sentAt: minute(2), keptHere: true, lastError: null, supersededBy: null, requestedByName: null },
    }
    expect(told({ emails: [kept] })).toContainEqual(
      expect.objectContaining({
        title: 'Receipt kept here',
        detail: 'To olivia@example.com. Kept in the Mailbox on this machine: no mail server was set up.',
      }),
    )
  })

  it('promises the credit of a refund until it has arrived', () => {
    const refunded = { status: 'refunded', reversals: [reversal({})] } as const
    expect(told(refunded).at(-1)).toMatchObject({ title: 'The credit arrives', ahead: true })
  })

  it('tells of both halves of a partial refund, on either payment’s page', () => {
    const charge: Payment = { ...payment, id: 'p2', amountCents: 100_000, reversalId: 'r1', createdAt: minute(12) }
    const entries = told({ status: 'refunded', reversals: [reversal({ retainedCents: 100_000 })], charges: [charge] })
    expect(entries.find(({ title }) => title === 'Refund of $500.00 requested')).toMatchObject({
      who: 'Ada',
      detail: '“Too dear”',
    })
    expect(entries.find(({ title }) => title === 'Charged $1,000.00 again')?.link).toMatchObject({ id: 'p2' })
    for (const [status, title, state] of [
      ['unknown', 'Charging $1,000.00 again', 'Confirming'],
      ['not_taken', '$1,000.00 wasn’t charged again', 'Not charged'],
      ['declined', '$1,000.00 wasn’t charged again', 'Declined'],
      ['voided', 'Charged $1,000.00 again', 'Voided'],
    ] as const)
      expect(told({ charges: [{ ...charge, status }] }).find(({ id }) => id === 'p2')).toMatchObject({
        title,
        detail: `Visa 1111. ${state}.`,
      })
    const [other] = told({ rechargeOf: { payment: { id: 'p1', amountCents: 150_000 } } })
    expect(other?.link).toMatchObject({ kind: 'payment', id: 'p1' })
  })

  it('says why a void was not done, and what was done in PaySimple', () => {
    const failed = reversal({ kind: 'void', status: 'not_done', reason: 'refused', paysimpleMessage: 'Too late.' })
    const entries = told({
      status: 'voided',
      events: [...STARTED, event(20, 'authorized', 'voided')],
      reversals: [failed],
    })
    expect(entries.find(({ title }) => title === 'Not voided')?.detail).toContain('“Too late.”')
    expect(entries.at(-1)).toMatchObject({
      title: 'Voided',
      who: 'Reported by PaySimple',
      detail: 'Done in PaySimple.',
    })
  })

  it('tells what is done about an unconfirmed payment, and who decided it', () => {
    const unknown = event(1, 'submitting', 'unknown', { ...click, detail: 'no_answer' })
    const unconfirmed = {
      status: 'unknown',
      events: [event(0, null, 'submitting', click), unknown],
      lastAskedAt: minute(30),
      needsPersonAt: minute(31),
    } as const
    expect(titles(unconfirmed)).toEqual([
      'Started',
      'Confirming',
      'Checked with PaySimple',
      'Waiting for an admin',
      'Plumbline checks again',
    ])
    const decided = {
      ...{ id: 'd', at: minute(40), action: 'payment_decided', actorName: 'Ada' },
      detail: 'It was not charged. Looked it up.',
    }
    const ended = event(40, 'unknown', 'not_taken', { source: 'person', actorName: 'Ada', detail: 'person' })
    const entries = told({
      ...unconfirmed,
      status: 'not_taken',
      reason: 'person',
      events: [...unconfirmed.events, ended],
      decisions: [decided],
    })
    expect(entries.slice(-2)).toMatchObject([
      { title: 'Not charged', who: 'Ada' },
      { title: 'Decided by an admin', who: 'Ada', detail: 'It was not charged. Looked it up.' },
    ])
  })

  it('tells of one that was linked, and that it was moved since', () => {
    const linked = event(0, null, 'unknown', { source: 'person', actorName: 'Ada', detail: 'linked' })
    expect(told({ events: [linked] })[0]).toMatchObject({ title: 'Linked to this job', who: 'Ada' })
    const moved = {
      ...{ id: 'm', at: minute(9), action: 'linked_payment_moved', actorName: 'Ada' },
      detail: '$1,500.00 from job 1003 to job 1008',
    }
    expect(told({ events: [linked], decisions: [moved] })).toMatchObject([
      { title: 'Linked to a job', who: 'Ada' },
      { title: 'Moved to another job', who: 'Ada', detail: '$1,500.00 from job 1003 to job 1008' },
      { ahead: true },
    ])
  })

  it.each([
    ['returned', 'Returned'],
    ['chargeback', 'Chargeback'],
    ['declined', 'Declined'],
  ] as const)('knows %s', (status, title) => {
    expect(titles({ status, events: [...STARTED, event(9, 'authorized', status)] }).at(-1)).toBe(title)
  })

  it('says that a payment counts again when its refund is canceled', () => {
    const events = [...STARTED, event(5, 'authorized', 'settled'), event(9, 'refunded', 'settled')]
    expect(titles({ status: 'settled', events }).at(-1)).toBe('Refund canceled')
  })
})
