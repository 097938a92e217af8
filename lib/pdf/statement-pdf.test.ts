import { expect, it } from 'vitest'
import { companyFace } from '@/lib/company/face'
import { countRoles, readPdf } from '@/lib/testing/pdf'
import { renderStatement, type StatementFacts } from './statement-pdf'

const facts: StatementFacts = {
  company: companyFace({
    ...{ name: 'Summit Ridge', legalName: null, phone: null, email: 'office@summit.example', website: null },
    ...{ street: null, city: null, state: null, zip: null, licenses: [], brandColor: null, footer: null },
    ...{ logoHash: null, logoWidth: null, logoHeight: null },
  }),
  logo: null,
  customer: {
    name: 'Olivia Marsh',
    company: '',
    address: { street: '1217 Aspen St', city: 'Omaha', state: 'NE', zip: '' },
  },
  job: { number: 1001, title: 'Roof', site: { street: '', city: '', state: '', zip: '' } },
  rows: [
    { day: '2026-11-01', what: 'Payment', detail: 'Visa ending in 1111', amountCents: 150_000, owedCents: 850_000 },
    { day: '2026-11-20', what: 'Refund', detail: '', amountCents: -50_000, owedCents: 900_000 },
  ],
  ...{ totalCents: 1_000_000, paidCents: 100_000, owedCents: 900_000 },
  ...{ day: '2026-11-24', at: new Date('2026-11-24T20:14:00Z') },
}

it('lists what was paid and refunded, and what was owed after it', async () => {
  const read = await readPdf(await renderStatement(facts))
  expect(read).toMatchObject({ title: 'Statement, job 1001: Roof', isAccessible: true })
  const text = read.pages.join(' ')
  let from = 0
  for (const part of [
    ...[
      'Summit Ridge',
      'Statement',
      'Roof',
      'Customer',
      'Olivia Marsh',
      '1217 Aspen St',
      'Date',
      'Nov 24, 2026',
      'Job',
    ],
    ...['Job total', '$10,000.00', 'Paid so far', '$1,000.00', 'Balance due', '$9,000.00', 'Activity', 'Date'],
    ...['Nov 1, 2026', 'Payment', 'Visa ending in 1111', '$1,500.00', '$8,500.00'],
    ...['Nov 20, 2026', 'Refund', '-$500.00', '$9,000.00', 'Page 1 of 1'],
  ]) {
    const at = text.indexOf(part, from)
    expect(at, `“${part}” in ${text}`).toBeGreaterThanOrEqual(0)
    from = at + part.length
  }
  expect(countRoles(read)).toMatchObject({ H1: 1, H2: 1, Table: 1, TH: 4, TR: 3 })
})

it('says that nothing was paid yet', async () => {
  const read = await readPdf(await renderStatement({ ...facts, rows: [], paidCents: 0, owedCents: 1_000_000 }))
  expect(read.isAccessible).toBe(true)
  expect(read.pages.join(' ')).toContain('No payments yet.')
})

it('of many payments has the head on each page', async () => {
  const [row] = facts.rows
  const rows = Array.from({ length: 120 }, () => row ?? { day: '', what: '', detail: '', amountCents: 0, owedCents: 0 })
  const read = await readPdf(await renderStatement({ ...facts, rows }))
  expect(read.pages.length).toBeGreaterThan(3)
  for (const page of read.pages) expect(page).toContain('Balance due')
})

it('of the same payments is the same, to the byte', async () => {
  expect(Buffer.compare(await renderStatement(facts), await renderStatement(structuredClone(facts)))).toBe(0)
})
