import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { createJobSchema } from '@/lib/jobs/schema'
import { createCustomerSchema } from './schema'

const EMPTY = { company: '', email: '', phone: '', street: '', city: '', state: '', zip: '', notes: '' }

function problems(names: { firstName: string; lastName: string }) {
  const customer = createCustomerSchema.safeParse({ ...EMPTY, id: randomUUID(), ...names })
  const site = { street: '', city: '', state: '', zip: '' }
  const job = createJobSchema.safeParse({
    ...{ id: randomUUID(), title: 'Roof', notes: '', site },
    customer: { kind: 'new', company: '', email: '', phone: '', ...names },
  })
  const said = (issues: readonly { path: PropertyKey[]; message: string }[] = []) =>
    issues.map(({ path, message }) => [path.at(-1), message])
  expect(said(job.error?.issues)).toEqual(said(customer.error?.issues))
  return said(customer.error?.issues)
}

test('fault 47: a name that no card could be charged with is refused where it is typed', () => {
  const [long, half] = ['x'.repeat(150), 'x'.repeat(75)]
  expect(problems({ firstName: long, lastName: 'Y' })).toEqual([
    ['firstName', 'A first name can have at most 149 characters.'],
  ])
  expect(problems({ firstName: 'Y', lastName: long })).toEqual([
    ['lastName', 'A last name can have at most 149 characters.'],
  ])
  expect(problems({ firstName: half, lastName: half })).toEqual([
    ['lastName', 'First and last name together can have at most 149 characters.'],
  ])
  expect(problems({ firstName: half.slice(1), lastName: half.slice(1) })).toEqual([])
})
