import { writeFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { cancellationOf } from '@/lib/documents/cancellation'
import { profileFor } from '@/lib/states/profiles'
import { APPENDIX } from '@/lib/testing/appendix'
import { allTags, readPdf } from '@/lib/testing/pdf'
import { lineOf, snapshotOf } from '@/lib/testing/snapshots'
import { renderDocument, renderSigned } from './document-pdf'

// A signed paper with what is appended to it.

const SHA = 'ab'.repeat(32)
const files = { logo: null, photos: new Map() }
const profile = profileFor('MO', '2026-11-24')
if (!profile) throw new Error('no profile')
const snapshot = snapshotOf(
  {
    title: 'Roof',
    sections: [{ id: 's', lines: Array.from({ length: 30 }, (_, n) => lineOf(`l${n}`, `Line ${n}`, 100_00)) }],
    schedule: [
      { kind: 'fixed', id: 'a', label: 'Deposit', amountCents: 1_000_00, due: { on: 'signing' } },
      { kind: 'rest', id: 'b', label: 'Final', due: { on: 'completion' } },
    ],
    terms: '# Warranty\n\nFive years.',
  },
  {
    kind: 'agreement',
    cancellation: cancellationOf(profile),
    signatures: { company: 'Summit Ridge Exteriors LLC', customers: [{ name: 'Olivia Marsh', company: '' }] },
  },
)
const signed = (appendix = APPENDIX) => renderSigned(snapshot, SHA, files, appendix)

it('has the paper’s own pages as they were, with what is appended behind them', async () => {
  const original = await readPdf(await renderDocument(snapshot, SHA, files))
  const bytes = await signed()
  if (process.env.KEEP_PDF) writeFileSync(process.env.KEEP_PDF, bytes)
  const read = await readPdf(bytes)
  const many = original.pages.length
  expect(read.pages.slice(0, many)).toEqual(original.pages)
  expect(read.items.slice(0, many)).toEqual(original.items)
  expect(read.pages[many - 1]).toContain(`Page ${many} of ${many}`)
  expect(read.pages[many]).toContain(`Attached page 1 of ${read.pages.length - many}`)
  expect([read.isAccessible, read.title, read.language]).toEqual([true, original.title, original.language])
})

it('has the notice twice, a page each, filled in, and then the certificate', async () => {
  const { pages, tags, links } = await readPdf(await signed())
  const notices = pages.filter((page) => page.includes('Notice of Cancellation Date of transaction'))
  expect(notices).toHaveLength(2)
  for (const [n, page] of notices.entries()) {
    expect(page).toContain(`Copy ${n + 1} of 2`)
    expect(page).toContain('Date of transaction: Nov 24, 2026')
    expect(page).toContain('within THREE BUSINESS DAYS from the above date')
    expect(page).toContain(
      'to Summit Ridge Exteriors LLC, at 4801 Prospect Ave, Kansas City, MO 64130, NOT LATER THAN MIDNIGHT OF Nov 28, 2026.',
    )
    expect(page).toContain('I HEREBY CANCEL THIS TRANSACTION.')
    expect(page).toContain('If you’re 65 or older')
  }
  const certificate = pages.slice(pages.findIndex((page) => page.includes('Certificate of signing'))).join(' ')
  for (const words of [
    ...[SHA, APPENDIX.originalSha256, APPENDIX.chain.first, APPENDIX.chain.last, APPENDIX.verifyUrl],
    ...['Total $3,000.00', 'Deposit', '$1,000.00', 'Olívia Marsh', 'By email to olivia@example.com'],
    ...['7:45:12 PM CST (2026-11-25 01:45:12 UTC)', '3 Nov 24, 2026, 7:45:12 PM CST', 'America/Chicago (CST)'],
  ])
    expect(certificate).toContain(words)
  expect(links).toContain(APPENDIX.verifyUrl)
  const figures = allTags(tags.flat()).filter(({ role }) => role === 'Figure')
  expect(figures.map(({ alt }) => alt)).toContain('Signature that Summit Ridge Exteriors drew')
})

it('is the same bytes for the same facts, and has no notice where there is no such right', async () => {
  expect(Buffer.from(await signed()).equals(Buffer.from(await signed()))).toBe(true)
  const { pages } = await readPdf(await signed({ ...APPENDIX, notice: null }))
  expect(pages.join(' ')).not.toContain('I HEREBY CANCEL')
})
