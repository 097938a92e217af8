import { expect, it } from 'vitest'
import { cancellationOf } from '@/lib/documents/cancellation'
import { profileFor } from '@/lib/states/profiles'
import { readPdf } from '@/lib/testing/pdf'
import { lineOf, snapshotOf } from '@/lib/testing/snapshots'
import { renderDocument } from './document-pdf'

// Where an agreement and a change order are signed on paper.

const paperOf = async (...its: Parameters<typeof snapshotOf>) => {
  const read = await readPdf(
    await renderDocument(snapshotOf(...its), 'ab'.repeat(32), { logo: null, photos: new Map() }),
  )
  return { ...read, text: read.pages.join(' ') }
}
const inOrder = (...parts: string[]) =>
  new RegExp(parts.map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('.*'), 's')

const work = (lines = 2) => ({
  sections: [{ id: 's', lines: Array.from({ length: lines }, (_, n) => lineOf(`l${n}`, `Line ${n}`, 1_000_00)) }],
  schedule: [{ kind: 'rest', id: 'final', label: 'Final', due: { on: 'completion' } }],
  terms: '# Warranty\n\nFive years.',
})
const signatures = { company: 'Summit Ridge Exteriors LLC', customers: [{ name: 'Olivia Marsh', company: '' }] }
const profile = profileFor('CA', '2026-11-29')
if (!profile) throw new Error('There is no profile of CA.')
const cancellation = cancellationOf(profile)
const { statement } = cancellation
/** The space of the customer, in reading order. */
const SPACE = 'Customer Signature Date Olivia Marsh Printed name'

it('an agreement has a line, a printed name and a date for the customer, right below what they’re told, and for the contractor', async () => {
  const { text, isAccessible } = await paperOf(work(), { kind: 'agreement', cancellation, signatures })
  expect(isAccessible).toBe(true)
  const contractor = `Contractor ${signatures.company} Signature Date Printed name`
  expect(text).toMatch(
    inOrder('Final', 'Warranty', `Signatures ${statement} ${SPACE} ${contractor}`, 'Licensed, bonded'),
  )
  expect(text.split(statement)).toHaveLength(2)
})

it('a change order has the same, without a statement', async () => {
  const content = { sections: work().sections }
  const { text, isAccessible } = await paperOf(content, { kind: 'change_order', signatures })
  expect(isAccessible).toBe(true)
  expect(text).toMatch(inOrder('Change to the total', `Signatures ${SPACE} Contractor`))
})

it('there is room for two customers, and it says for whom one signs', async () => {
  const customers = [...signatures.customers, { name: 'Luis Ortega', company: 'Ortega Property Management' }]
  const { text, isAccessible } = await paperOf(work(), { kind: 'agreement', signatures: { ...signatures, customers } })
  expect(isAccessible).toBe(true)
  const second = 'Customer For Ortega Property Management Signature Date Luis Ortega Printed name'
  expect(text).toMatch(inOrder(`Signatures ${SPACE} ${second} Contractor`))
})

it('all of it is on one page, wherever the one before ends', async () => {
  for (let count = 1; count <= 24; count++) {
    const { pages } = await paperOf(work(count), { kind: 'agreement', cancellation, signatures })
    const page = pages.find((each) => each.includes('Signatures')) ?? ''
    expect(page, `after ${count} lines`).toMatch(inOrder(`Signatures ${statement} ${SPACE}`, 'Printed name'))
  }
})

it('a paper that was sent without room for them stays as it was: the statement stands under the schedule', async () => {
  const { text } = await paperOf(work(), { kind: 'agreement', cancellation })
  expect(text).not.toMatch(/signature|printed name/i)
  expect(text).toMatch(inOrder('Final', `${statement} Terms`))
})
