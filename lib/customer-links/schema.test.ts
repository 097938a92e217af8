import { describe, expect, it } from 'vitest'
import { sendLinkSchema } from './schema'

const ID = '0199c0de-0000-7000-8000-000000000001'
const typed = (people: { name: string; email: string }[], message = '') =>
  sendLinkSchema.safeParse({ jobId: ID, requestId: ID, people, message })
const problems = (...given: Parameters<typeof typed>) =>
  typed(...given).error?.issues.map(({ path, message }) => [path.join('.'), message]) ?? []

describe('what is typed to email a link', () => {
  it('is one to four people, each with a name and an address', () => {
    const people = ['a', 'b', 'c', 'd'].map((name) => ({ name, email: `${name}@example.com` }))
    expect(typed(people).success).toBe(true)
    expect(problems([...people, { name: 'e', email: 'e@example.com' }])).toEqual([
      ['people', 'It can go to at most 4 people at once.'],
    ])
    expect(problems([])).toEqual([['people', 'Add somebody to send it to.']])
    expect(problems([{ name: ' ', email: '' }])).toEqual([
      ['people.0.name', 'Enter the name of the person whom it’s for.'],
      ['people.0.email', 'Enter an email address.'],
    ])
  })

  it('names nobody twice, in whatever case', () => {
    const people = [
      { name: 'Olivia', email: 'olivia@example.com' },
      { name: 'O', email: 'Olivia@Example.com' },
    ]
    expect(problems(people)).toEqual([['people.1.email', 'This address is in the list already.']])
  })

  it('has a message of at most 2,000 characters', () => {
    expect(problems([{ name: 'Olivia', email: 'o@example.com' }], 'x'.repeat(2_001))).toEqual([
      ['message', 'A message can have at most 2,000 characters.'],
    ])
  })
})
