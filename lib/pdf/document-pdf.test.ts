import { describe, expect, it } from 'vitest'
import { cancellationOf } from '@/lib/documents/cancellation'
import type { Snapshot } from '@/lib/documents/snapshot'
import { profileFor } from '@/lib/states/profiles'
import { allTags, countRoles, type ReadPdf, readPdf } from '@/lib/testing/pdf'
import { pictureBytes } from '@/lib/testing/pictures'
import { COMPANY, hashOfSnapshot, lineOf, snapshotOf } from '@/lib/testing/snapshots'
import { type DocumentFiles, renderDocument } from './document-pdf'

const NO_FILES: DocumentFiles = { logo: null, photos: new Map() }
const HASH = 'ab'.repeat(32)

const paperOf = async (snapshot: Snapshot, files = NO_FILES): Promise<ReadPdf & { text: string }> => {
  const read = await readPdf(await renderDocument(snapshot, HASH, files))
  return { ...read, text: read.pages.join(' ') }
}

/** Each of them is there, and after the one before. */
function expectInOrder(text: string, parts: readonly string[]): void {
  let from = 0
  for (const part of parts) {
    const at = text.indexOf(part, from)
    expect(at, `“${part}” after “${text.slice(Math.max(0, from - 40), from)}” in ${text}`).toBeGreaterThanOrEqual(0)
    from = at + part.length
  }
}

const WORK = {
  title: 'New roof',
  note: 'Thank you for having us.\n\nWe start in May.',
  sections: [
    {
      id: 'roof',
      title: 'Roof',
      lines: [
        lineOf('shingles', 'Shingles\nTimberline HDZ, charcoal', 42_500, {
          ...{ quantityHundredths: 3_250, unit: 'sq', taxRateIds: ['state'] },
          discount: { kind: 'percent', percentThousandths: 10_000 },
        }),
        lineOf('permit', 'City permit', 38_500),
      ],
    },
    { id: 'gutters', title: 'Gutters', lines: [lineOf('gutter', 'Seamless gutters', 237_150)] },
  ],
  discounts: [{ kind: 'amount', amountCents: 50_000, id: 'neighbor', title: 'Neighbor discount' }],
  taxRates: [{ id: 'state', name: 'Sales tax', rateThousandths: 8_875 }],
  schedule: [
    { kind: 'percent', percentThousandths: 30_000, id: 'a', label: 'Deposit', due: { on: 'signing' } },
    { kind: 'fixed', amountCents: 500_000, id: 'b', label: '', due: { on: 'milestone', milestone: 'Dry-in' } },
    { kind: 'rest', id: 'c', label: 'Final', due: { on: 'completion' } },
  ],
  terms:
    '# Warranty\n\nFive years on **workmanship**. See [the details](https://summitridge.example/w).\n\n1. One\n2. Two',
  expiresOn: '2026-12-31',
}

describe('a proposal', () => {
  it('says all of it, in reading order', async () => {
    const { text, links, pages } = await paperOf(snapshotOf(WORK))
    expectInOrder(text, [
      ...['Summit Ridge Exteriors', 'Summit Ridge Exteriors LLC', '4801 Prospect Ave, Kansas City, MO 64130'],
      ...['(816) 555-0134', 'office@summitridge.example', 'License MO RC-204511', 'License KS 19-03318'],
      ...['Proposal 1007', 'New roof', 'Prepared for', 'Olivia Marsh', '1217 Aspen St', 'Omaha, NE 68102'],
      ...['Work site', '88 Lakeview Dr', 'Bellevue, NE 68005'],
      ...['Date', 'Nov 24, 2026', 'Valid until', 'Dec 31, 2026', 'Version', '2', 'Job', '1001'],
      ...['Thank you for having us.', 'We start in May.', 'Roof', '$12,816.25'],
      ...['Description', 'Quantity', 'Unit price', 'Amount'],
      ...['Shingles', 'Timberline HDZ, charcoal', 'Discount 10%: -$1,381.25', '32.5 sq', '$425.00', '$12,431.25'],
      ...['City permit', '1', '$385.00', '$385.00', 'Gutters', '$2,371.50', 'Seamless gutters', '$2,371.50'],
      ...['Subtotal', '$15,187.75', 'Neighbor discount', '-$500.00', 'Sales tax (8.875% of $12,022.00)', '$1,066.95'],
      ...['Total', '$15,754.70', 'Payment schedule', 'Payment', 'When it’s due', 'Share', 'Amount'],
      ...['Deposit', 'On signing', '30%', '$4,726.41', 'Payment 2', 'Dry-in', '$5,000.00', 'Final', 'On completion'],
      ...['$6,028.29', 'Terms', 'Warranty', 'Five years on workmanship. See the details.', '1.', 'One', '2.', 'Two'],
      ...['Licensed, bonded and insured.', 'Thank you for your trust.'],
    ])
    pages.forEach((page, n) => {
      expectInOrder(page, ['Summit Ridge Exteriors', `Page ${n + 1} of ${pages.length}`, 'abababab'])
    })
    expect(links).toEqual(expect.arrayContaining(['https://summitridge.example/', 'https://summitridge.example/w']))
  })

  it('has a structure that a screen reader reads', async () => {
    const photo = { id: 'p', hash: 'c'.repeat(64), width: 400, height: 300, caption: 'The north slope' }
    const logo = { hash: 'd'.repeat(32), width: 300, height: 100 }
    const paper = await paperOf(
      snapshotOf({ ...WORK, photos: [photo, { ...photo, id: 'q', caption: '' }] }, { company: { ...COMPANY, logo } }),
      {
        logo: await pictureBytes(),
        photos: new Map([[photo.hash, await pictureBytes({ format: 'jpeg', width: 400, height: 300 })]]),
      },
    )
    expect(paper).toMatchObject({ title: 'Proposal 1007: New roof', language: 'en-US', isAccessible: true })
    const roles = countRoles(paper)
    expect(roles).toMatchObject({ H1: 1, H2: 5, H3: 1, Figure: 3 })
    // One that goes on over a page is there twice, with its head.
    expect(roles.Table).toBeGreaterThanOrEqual(3)
    expect(roles.TH).toBe(4 * (roles.Table ?? 0))
    expect(roles.L).toBe(1)
    expect(roles.Link).toBeGreaterThanOrEqual(2)
    const figures = allTags(paper.tags.flat()).filter(({ role }) => role === 'Figure')
    expect(figures.map(({ alt }) => alt)).toEqual(['Summit Ridge Exteriors, logo', 'The north slope', 'Photo 2'])
    expect(paper.text).toContain('The north slope')
    expect(paper.hasPictures).toBe(true)
  })

  it('A19: is dated by the company’s zone: sent at 7:45 PM in Denver, it has that day', async () => {
    const sent = { sentAt: '2026-11-25T02:45:00.000Z', timeZone: 'America/Denver' }
    expectInOrder((await paperOf(snapshotOf(WORK, sent))).text, ['Date', 'Nov 24, 2026', 'Valid until'])
  })

  it('has nothing of what the customer isn’t shown', async () => {
    const show = { quantities: false, unitPrices: false, lineTotals: false }
    const { text } = await paperOf(snapshotOf({ ...WORK, show }))
    for (const hidden of [
      'Quantity',
      'Unit price',
      '32.5',
      '$425.00',
      '$12,431.25',
      '$385.00',
      '$2,371.50',
      '$12,0',
      '10%',
    ])
      expect(text).not.toContain(hidden)
    expectInOrder(text, ['Shingles', 'City permit', 'Subtotal', '$15,187.75', 'Total', '$15,754.70'])
  })

  it('shows prices of pieces without what lines come to', async () => {
    const show = { quantities: true, unitPrices: true, lineTotals: false }
    const { text } = await paperOf(snapshotOf({ ...WORK, show }))
    expectInOrder(text, ['Shingles', 'Discount 10%', '32.5 sq', '$425.00'])
    for (const hidden of ['$12,431.25', '$1,381.25', '$2,371.50 ']) expect(text).not.toContain(`Amount ${hidden}`)
    expect(text).not.toContain('$12,431.25')
  })

  it('says why nothing is taxed', async () => {
    const { text } = await paperOf(snapshotOf({ ...WORK, taxExemption: { reason: 'Church, permit 4471' } }))
    expect(text).toContain('Tax exempt: Church, permit 4471')
    expect(text).toContain('Sales tax (exempt) $0.00')
  })

  it('stands without anything but one line', async () => {
    const bare = {
      ...{ ...COMPANY, legalName: '', phone: '', email: '', website: '', licenses: [], footer: '', brandColor: null },
      address: { street: '', city: '', state: '', zip: '' },
    }
    const { text, isAccessible, pages } = await paperOf(
      snapshotOf({ sections: [{ id: 's', lines: [lineOf('a', 'Work', 100)] }] }, { company: bare }),
    )
    expect(isAccessible).toBe(true)
    expect(pages).toHaveLength(1)
    expect(text).not.toMatch(/null|undefined|NaN|Terms|schedule/)
    expectInOrder(text, ['Proposal 1007', 'Roof and gutters', 'Work', '$1.00', 'Total', '$1.00'])
  })
})

const CHOICES = {
  sections: [
    {
      id: 'roof',
      title: 'Roof',
      lines: [
        lineOf('tear', 'Tear-off', 300_000),
        lineOf('sky', 'Skylight', 100_000, { optional: { taken: false } }),
        lineOf('vent', 'Ridge vent', 50_000, { optional: { taken: true } }),
      ],
    },
  ],
  optionGroups: [
    {
      ...{ id: 'g', title: 'Shingles', sectionId: 'roof', defaultOptionId: 'good' },
      options: [
        { id: 'good', title: 'Good', lines: [lineOf('good-1', 'Three-tab', 400_000)] },
        { id: 'best', title: 'Best', lines: [lineOf('best-1', 'Slate look', 500_000)] },
        { id: 'none', title: 'Metal for less', lines: [lineOf('none-1', 'Metal', 350_000)] },
      ],
    },
  ],
}

describe('choices', () => {
  it('are offered with what each changes, and the total is the lowest', async () => {
    const { text, isAccessible } = await paperOf(snapshotOf(CHOICES))
    expect(isAccessible).toBe(true)
    expectInOrder(text, [
      ...['Skylight', 'Optional, not included. With it: +$1,000.00', 'Ridge vent'],
      ...['Optional, included. Without it: −$500.00', 'Shingles', 'Choose one.', 'Good', 'Included'],
      ...['Unless you choose another', 'Total $7,500.00', 'Three-tab', 'Best', '+$1,000.00', 'Total $8,500.00'],
      ...['Slate look', 'Metal for less', '−$500.00', 'Total $7,000.00', 'Total', 'from $7,000.00'],
    ])
  })

  it('have the sections of an option, and none without lines; equal parts of what is open are fractions', async () => {
    const [group] = CHOICES.optionGroups
    const labor = { id: 'labor', title: 'Labor', lines: [lineOf('crew', 'Crew of four', 80_000)] }
    const options = group?.options.map((each) => ({
      ...each,
      sections: each.id === 'good' ? [{ id: 'empty', title: 'Material', lines: [] }, labor] : [],
    }))
    const schedule = [
      { kind: 'equal', of: 2, id: 'a', label: 'Deposit', due: { on: 'signing' } },
      { kind: 'rest', id: 'b', label: 'Final', due: { on: 'completion' } },
    ]
    const { text, isAccessible } = await paperOf(
      snapshotOf({ ...CHOICES, optionGroups: [{ ...group, options }], schedule }),
    )
    expect(isAccessible).toBe(true)
    expectInOrder(text, ['Good', 'Three-tab', 'Labor', 'Crew of four', 'Best', 'Deposit', '1/2', 'Final', 'The rest'])
    expect(text).not.toContain('Material')
  })

  it('are marked once they’re made', async () => {
    const choices = { options: [{ groupId: 'g', optionId: 'best' }], lines: [{ lineId: 'sky', taken: true }] }
    const { text } = await paperOf(snapshotOf({ ...CHOICES, choices }))
    expectInOrder(text, [
      'Optional, included. Without it: −$1,000.00',
      'Best',
      '+$1,000.00',
      'Chosen',
      'Total $9,500.00',
    ])
    expect(text).not.toMatch(/from \$|Choose one/)
  })

  it('are only what was taken in an agreement', async () => {
    const choices = { options: [{ groupId: 'g', optionId: 'best' }], lines: [{ lineId: 'vent', taken: false }] }
    const { text } = await paperOf(snapshotOf({ ...CHOICES, choices }, { kind: 'agreement' }))
    expectInOrder(text, ['Agreement 1007', 'Tear-off', 'Shingles', 'Best', 'Slate look', 'Total', '$8,000.00'])
    expect(text).not.toMatch(/Skylight|Ridge vent|Three-tab|Metal|Optional|Chosen|\+ \$/)
  })
})

describe('the right to cancel', () => {
  const withState = (code: string) => {
    const profile = profileFor(code, '2026-11-29')
    if (!profile) throw new Error(`There is no profile of ${code}.`)
    return cancellationOf(profile)
  }

  it.each(['CA', 'MD', 'CO'])('stands under the schedule of an agreement, in the words of %s', async (code) => {
    const cancellation = withState(code)
    const { text, isAccessible } = await paperOf(snapshotOf(WORK, { kind: 'agreement', cancellation }))
    expect(isAccessible).toBe(true)
    expectInOrder(text, ['Payment schedule', 'Final', '$6,028.29', cancellation.statement, 'Terms', 'Warranty'])
  })

  it('isn’t on a paper that was sent without it', async () => {
    const { text } = await paperOf(snapshotOf(WORK, { kind: 'agreement' }))
    expect(text).not.toMatch(/cancel/i)
  })
})

describe('a change order', () => {
  it.each([
    [195_000, '+$1,950.00'],
    [-200_000, '−$2,000.00'],
  ])('of %i cents says how the total changes', async (cents, words) => {
    const content = { sections: [{ id: 's', lines: [lineOf('a', 'Rotten decking', cents)] }] }
    const { text, title } = await paperOf(snapshotOf(content, { kind: 'change_order', number: 12 }))
    expectInOrder(text, ['Change order 12', 'Rotten decking', 'Change to the total', words])
    expect(title).toBe('Change order 12: Roof and gutters')
  })

  it('is told as money, with each payment before and after', async () => {
    const content = { sections: [{ id: 's', lines: [lineOf('a', 'Skylight', 1_550_00)] }] }
    const parts = [
      {
        id: 'd',
        label: 'Deposit',
        due: { on: 'signing' as const },
        beforeCents: 4_000_00,
        afterCents: 4_000_00,
        creditedCents: 0,
      },
      {
        id: 'o',
        label: 'Change order 2',
        due: { on: 'signing' as const },
        beforeCents: null,
        afterCents: 550_00,
        creditedCents: 0,
      },
      {
        id: 'f',
        label: 'Last draw',
        due: { on: 'completion' as const },
        beforeCents: 14_400_00,
        afterCents: 15_400_00,
        creditedCents: 0,
      },
    ]
    const change = {
      ...{ ordinal: 2, agreementNumber: 1007, landing: 'own' as const, parts },
      ...{ totalBeforeCents: 18_400_00, totalAfterCents: 19_950_00, toRefundCents: 0 },
    }
    const { text } = await paperOf(snapshotOf(content, { kind: 'change_order', number: 1012, change }))
    expectInOrder(text, [
      ...['Change order 2', 'Agreement 1007', 'Skylight', 'Change to the total', '+$1,550.00', 'What this changes'],
      'Your total goes from $18,400.00 to $19,950.00.',
      'A payment of $550.00 is added: “Change order 2”.',
      '“Last draw” goes from $14,400.00 to $15,400.00.',
      ...['Payment schedule', 'Before', 'After', 'Deposit', '$4,000.00', '$4,000.00', 'Change order 2', '$550.00'],
      ...['Last draw', '$14,400.00', '$15,400.00'],
    ])
  })
})

describe('pictures', () => {
  it('that are missing, or aren’t pictures, keep the paper from being made', async () => {
    const photo = { id: 'p', hash: 'c'.repeat(64), width: 400, height: 300 }
    const snapshot = snapshotOf({ ...WORK, photos: [photo] })
    await expect(renderDocument(snapshot, HASH, NO_FILES)).rejects.toThrow('the photo cccc')
    const files = (bytes: Uint8Array) => ({ ...NO_FILES, photos: new Map([[photo.hash, bytes]]) })
    await expect(renderDocument(snapshot, HASH, files(Buffer.from('GIF89a')))).rejects.toThrow('neither JPEG nor PNG')
    const half = (await pictureBytes({ format: 'png' })).subarray(0, 40)
    await expect(renderDocument(snapshot, HASH, files(half))).rejects.toThrow('A PDF could not be made')
  })

  it('of one paper aren’t there for the next', async () => {
    const bytes = await pictureBytes({ format: 'jpeg', width: 40, height: 30 })
    const photo = { id: 'p', hash: 'c'.repeat(64), width: 40, height: 30 }
    await renderDocument(snapshotOf({ ...WORK, photos: [photo] }), HASH, {
      ...NO_FILES,
      photos: new Map([[photo.hash, bytes]]),
    })
    expect((await paperOf(snapshotOf(WORK))).hasPictures).toBe(false)
  })
})

it('makes the same bytes for the same snapshot, and others for another', async () => {
  const snapshot = snapshotOf(WORK)
  const made = await Promise.all([1, 2, 3].map(() => renderDocument(snapshot, hashOfSnapshot(snapshot), NO_FILES)))
  for (const bytes of made) expect(Buffer.compare(bytes, made[0] ?? bytes)).toBe(0)
  const other = await renderDocument(snapshot, 'cd'.repeat(32), NO_FILES)
  expect(Buffer.compare(other, made[0] ?? other)).not.toBe(0)
})
