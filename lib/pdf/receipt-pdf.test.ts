import { expect, it } from 'vitest'
import { companyFace } from '@/lib/company/face'
import { allTags, readPdf } from '@/lib/testing/pdf'
import { pictureBytes } from '@/lib/testing/pictures'
import { type ReceiptPaper, renderReceipt } from './receipt-pdf'

const company = companyFace({
  ...{ name: 'Summit Ridge', legalName: 'Summit Ridge Exteriors LLC', phone: '8165550134', email: null },
  ...{ street: '12 Elm St', city: 'Golden', state: 'CO', zip: '80401', website: 'https://summit.example/' },
  licenses: [{ state: 'CO', number: 'RC-1' }],
  ...{ brandColor: '#ffdd00', footer: 'Thank you.', logoHash: 'a'.repeat(32), logoWidth: 300, logoHeight: 100 },
})

const receipt: ReceiptPaper = {
  ...{ company, logo: null, jobNumber: 1001, at: new Date('2026-11-24T20:14:00Z') },
  ...{ amount: '$1,500.00', state: 'Payment authorized', sentences: [] },
  facts: [
    { label: 'Paid by', value: 'Nguyễn Thị Ánh' },
    { label: 'Paid with', value: 'Visa ending in 1111' },
    { label: 'Job', value: '1001, Roof\nand gutters' },
    { label: 'Balance due', value: '$8,500.00', isStrong: true },
  ],
}

it('says what its page and email say, on one page', async () => {
  const read = await readPdf(await renderReceipt(receipt))
  expect(read).toMatchObject({
    title: 'Payment receipt: $1,500.00 to Summit Ridge',
    language: 'en-US',
    isAccessible: true,
  })
  expect(read.pages).toHaveLength(1)
  const text = read.pages[0] ?? ''
  let from = 0
  for (const part of [
    ...[
      'Summit Ridge',
      'Summit Ridge Exteriors LLC',
      '12 Elm St, Golden, CO 80401',
      '(816) 555-0134',
      'License CO RC-1',
    ],
    ...['Payment receipt', '$1,500.00', 'Payment authorized', 'Paid by', 'Nguyễn Thị Ánh', 'Paid with'],
    ...['Visa ending in 1111', 'Job', '1001, Roof', 'and gutters', 'Balance due', '$8,500.00'],
    ...['Questions? Contact Summit Ridge: (816) 555-0134.', 'Thank you.', 'Summit Ridge', 'Page 1 of 1', 'Job 1001'],
  ]) {
    const at = text.indexOf(part, from)
    expect(at, `“${part}” in ${text}`).toBeGreaterThanOrEqual(0)
    from = at + part.length
  }
  expect(read.links).toEqual(['https://summit.example/'])
})

it('has the logo with a name', async () => {
  const read = await readPdf(await renderReceipt({ ...receipt, logo: await pictureBytes() }))
  expect(read.isAccessible).toBe(true)
  const figures = allTags(read.tags.flat()).filter(({ role }) => role === 'Figure')
  expect(figures.map(({ alt }) => alt)).toEqual(['Summit Ridge, logo'])
})

it('of the same payment is the same, to the byte', async () => {
  const [one, other] = [await renderReceipt(receipt), await renderReceipt(structuredClone(receipt))]
  expect(Buffer.compare(one, other)).toBe(0)
  expect(Buffer.compare(one, await renderReceipt({ ...receipt, amount: '$1,500.01' }))).not.toBe(0)
})

it('is made whatever somebody is called', async () => {
  for (const name of ['도큐멘소', 'محمد', '👷 Bob', 'a\u0000b', 'x'.repeat(500)]) {
    const read = await readPdf(await renderReceipt({ ...receipt, facts: [{ label: 'Paid by', value: name }] }))
    expect(read.pages[0]).toContain('$1,500.00')
  }
})
