import { describe, expect, it, test } from 'vitest'
import type { CustomerInput } from './schema'
import { takenOver } from './taken-over'

const customer = (data: Partial<CustomerInput> = {}): CustomerInput => ({
  ...{ firstName: 'Dana', lastName: 'Okafor', company: null, email: null, phone: null, notes: null },
  ...{ street: null, city: null, state: null, zip: null },
  ...data,
})

test('two that say the same leave all as it is, whatever the case', () => {
  const full = customer({ email: 'dana@example.com', notes: 'Dog', street: '12 Elm St', city: 'Golden' })
  const other = { ...full, firstName: 'DANA', email: 'Dana@Example.com', street: '12 elm st' }
  expect(takenOver(full, other)).toEqual({ data: {}, fills: [], noted: [], problem: null })
})

describe('what is a part of something else is not there yet', () => {
  it('an email in a longer one', () => {
    const keep = customer({ email: 'x@example.com', notes: 'Wrote from aa@b.com' })
    expect(takenOver(keep, customer({ email: 'a@b.co' })).noted).toEqual(['Email a@b.co'])
  })
  it('notes in a longer word', () =>
    expect(takenOver(customer({ notes: 'Dogs bite' }), customer({ notes: 'Dog' })).data).toEqual({
      notes: 'Dogs bite\n\nDog',
    }))
})

test.each(['(303) 555-0143', 'b+c@example.com', 'A*B [Roofs]? LLC'])('%s in the notes is found', (text) => {
  const keep = customer({ company: 'Okafor LLC', notes: `Also: ${text}` })
  expect(takenOver(keep, customer({ company: text })).noted).toEqual([])
})

test('another name is kept', () =>
  expect(takenOver(customer(), customer({ firstName: 'D.' }))).toMatchObject({
    ...{ data: { notes: 'Merged from D. Okafor' }, noted: ['Name D. Okafor'] },
  }))
