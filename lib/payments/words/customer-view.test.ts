import { describe, expect, it } from 'vitest'
import { VIEWS } from '@/lib/testing/word-samples'
import { forCustomer } from './customer-view'

describe('a payment as its customer reads it', () => {
  it('speaks to nobody of the company, and not of the customer as of somebody else', () => {
    for (const { words } of VIEWS.map((view) => forCustomer(view)))
      expect(`${words?.title} ${words?.what} ${words?.next}`).not.toMatch(
        /Settings|[Aa]dmin|your company|your (merchant )?account[^s]|Information tab|the customer|[Cc]all PaySimple|payment’s page/,
      )
  })

  it('keeps what it is, and says of one in doubt not to pay again', () => {
    for (const view of VIEWS) {
      const { words, ...same } = forCustomer(view)
      expect({ ...same, words: view.words }).toEqual(view)
      if (view.state === 'checking') expect(words?.next).toContain('Don’t pay it again')
    }
  })
})
