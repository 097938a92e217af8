import { describe, expect, it } from 'vitest'
import * as screen from './screen'

const AT = new Date('2026-11-21T21:14:00Z')
const ZONE = 'America/Denver'

describe('what the screens say around a payment', () => {
  it('says what deciding a void or refund means', () => {
    expect(screen.decideReversalSentence('void', true, 150_000)).toBe(
      'The customer owes $1,500.00 again, and gets an email that the payment was voided.',
    )
    expect(screen.decideReversalSentence('refund', true, 150_000)).toContain('an email that the payment was refunded.')
    expect(screen.decideReversalSentence('void', false, 150_000)).toBe(
      'The payment of $1,500.00 counts as before, and you can void or refund it again.',
    )
  })

  it('says what moving a payment does to both jobs', () => {
    expect(screen.moveSentence(1042, true)).toBe('No money moves. It counts for that job and no longer for job 1042.')
    expect(screen.moveSentence(1042, false)).toMatch(/^No money moves\. .*job 1042 no longer does\. .*neither\.$/)
  })

  it('says what charging the retained amount again does', () => {
    expect(screen.rechargeSentence(100_000, 'Visa 1111', 150_000)).toBe(
      '$1,000.00 is charged to Visa 1111, the same card or account that got the $1,500.00 refund. The customer gets a receipt for it.',
    )
  })

  it('says where a receipt goes', () => {
    expect(screen.receiptTo('olivia@example.com')).toBe('On its way to olivia@example.com')
    expect(screen.receiptTo(null)).toBe('None: no email given')
    expect(screen.receiptOnceCharged('olivia@example.com')).toBe('To olivia@example.com, once it’s charged')
  })

  it.each([true, false])('says what is known of a duplicate charge (first counts: %s)', (firstCounts) => {
    const duplicate = { paysimpleId: '7', paysimpleStatus: 'Settled', foundAt: AT, firstCounts, firstCents: 150_000 }
    expect(screen.foundDuplicateSentence(duplicate, ZONE)).toBe(
      `PaySimple charged this payment of $1,500.00 twice${firstCounts ? ', and both charges count' : ''}. The second charge is PaySimple’s payment 7 (Settled), found Nov 21, 2026, 2:14 PM.`,
    )
  })
})
