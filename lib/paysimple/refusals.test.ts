import { expect, it } from 'vitest'
import { type Sentence, says } from './refusals'

// PaySimple's own messages (PS numbers in refusals.ts), and what must not be mistaken for them.
const SAID: Record<Sentence, string[]> = {
  account_gone: [
    'Account with ID 636402 has been deleted.',
    'Specified Customer Account Id is not valid.',
    'Account Id 12 does not belong to client',
  ],
  customer_gone: [
    'Customer 12 was not found, or has been deleted.',
    'Customer id 12 does not exist',
    'Customer 12 does not belong to client',
  ],
  already_attached: ['This bank account is already attached to this customer.'],
  on_schedule: ['This account is attached to an active schedule and cannot be deleted.'],
  duplicate: ['Duplicate Transaction.'],
  no_rights: ['Current user does not have enough rights to execute this operation.'],
}
const OTHERS = ['Amount is too large.', 'Invalid Routing Number.', 'The expiration date is not valid.', '']

const all = Object.entries(SAID) as [Sentence, string[]][]

it.each(all)('%s is recognized, and nothing else is taken for it', (sentence, messages) => {
  for (const message of messages) expect(says(sentence, [{ message: 'Other.' }, { message }]), message).toBe(true)
  const others = [...OTHERS, ...all.flatMap(([name, its]) => (name === sentence ? [] : its))]
  for (const message of others) expect(says(sentence, [{ message }]), message).toBe(false)
})

it('a customer that is kept because of schedules is not taken for one that is gone', () => {
  const message =
    'Before you can delete this customer, you must cancel all open recurring payments, payment plans, billing schedules, appointments, future payments and invoices associated with this record.'
  for (const sentence of ['account_gone', 'customer_gone', 'already_attached', 'duplicate', 'no_rights'] as const)
    expect(says(sentence, [{ message }]), sentence).toBe(false)
})
