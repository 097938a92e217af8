import { describe, expect, it } from 'vitest'
import { computeBalance } from '@/lib/payments/rules/balance'
import {
  correctedResult,
  overpayQuestion,
  receivedWords,
  recordedMark,
  recordedName,
  recordedResult,
  recordedSentence,
} from './recorded-words'

const check = { method: 'check', reference: '1042' } as const

describe('the name of a recorded payment', () => {
  it.each([
    [check, 'Check 1042'],
    [{ method: 'check', reference: null }, 'Check'],
    [{ method: 'cash', reference: null }, 'Cash'],
    [{ method: 'other', reference: 'Zelle' }, 'Zelle'],
    [{ method: 'other', reference: null }, 'Other payment'],
  ] as const)('%o is %s', (entry, name) => expect(recordedName(entry)).toBe(name))

  it('says that it was recorded, and to the customer when it was received', () => {
    expect(recordedMark(check)).toBe('Check 1042, recorded')
    expect(receivedWords({ ...check, receivedOn: '2026-11-27' })).toBe('Check 1042, received Nov 27, 2026')
  })
})

describe('the question before an entry above what is owed', () => {
  const owed = (...amounts: Parameters<typeof computeBalance>[1]) => computeBalance(100_000, amounts)
  it('is asked from the first cent, and says how much too much it is', () => {
    expect(overpayQuestion(1042, 100_000, owed())).toBeNull()
    expect(overpayQuestion(1042, 100_001, owed())).toBe('This overpays job 1042 by $0.01.')
    const paid = owed({ amountCents: 150_000, status: 'recorded' })
    expect(overpayQuestion(1042, 10_000, paid)).toBe('This overpays job 1042 by $600.00.')
  })
  it('counts what Plumbline is still checking, and says so', () => {
    expect(overpayQuestion(1042, 60_000, owed({ amountCents: 50_000, status: 'unknown' }))).toBe(
      'Plumbline is still checking $500.00, which is counted here. This overpays job 1042 by $100.00.',
    )
  })
  it('says that a job has no total', () => {
    expect(overpayQuestion(1042, 5_000, computeBalance(0, []))).toBe(
      'Job 1042 has no total yet. This overpays job 1042 by $50.00.',
    )
  })
})

it('the sentence beside the state says why an entry no longer counts', () => {
  const entry = { ...check, receivedOn: '2026-11-27', note: null, correctedBy: 'Ada', cameBackOn: null, replaced: true }
  expect(recordedSentence({ ...entry, state: 'counts' })).toBe('Received Nov 27, 2026.')
  expect(recordedSentence({ ...entry, state: 'corrected' })).toBe(
    'No longer counts: corrected by Ada. Re-entered correctly.',
  )
  expect(recordedSentence({ ...entry, state: 'counter', note: 'The check bounced' })).toBe(
    'Reverses an earlier entry. The check bounced.',
  )
  expect(recordedSentence({ ...entry, state: 'returned', cameBackOn: '2026-12-02' })).toBe(
    'No longer counts: came back Dec 2, 2026, recorded by Ada.',
  )
  expect(recordedSentence({ ...entry, state: 'return', note: 'The check bounced' })).toBe(
    'Came back Nov 27, 2026. The check bounced.',
  )
})

it('says what is owed after an entry, and what the job is overpaid by', () => {
  const check = { method: 'check', reference: '1042', amountCents: 1_000_000 } as const
  const after = (owedCents: number) => recordedResult(check, owedCents).what
  expect([350_000, 0, -1_034_350].map(after)).toEqual([
    'Check 1042. The balance due is $3,500.00.',
    'Check 1042. Nothing is owed now.',
    'Check 1042. Overpaid by $10,343.50.',
  ])
  expect(correctedResult(100_000, 'again', -5_000).what).toBe(
    'The job counts the new entry instead. Overpaid by $50.00.',
  )
  expect(correctedResult(100_000, 'never', 100_000).what).toBe(
    'The customer owes the $1,000.00 again. The balance due is $1,000.00.',
  )
  // It was overpaid before, so the customer doesn't owe all of it again.
  expect(correctedResult(100_000, 'never', -5_000).what).toBe(
    'The $1,000.00 is no longer on the job. Overpaid by $50.00.',
  )
})
