import { describe, expect, it } from 'vitest'
import { type Item, type ReadPdf, readPdf } from '@/lib/testing/pdf'
import { lineOf, snapshotOf } from '@/lib/testing/snapshots'
import { renderDocument } from './document-pdf'

// Where a page ends, wherever that is.

const paperOf = async (content: Parameters<typeof snapshotOf>[0], changes?: Parameters<typeof snapshotOf>[1]) =>
  readPdf(await renderDocument(snapshotOf(content, changes), 'ab'.repeat(32), { logo: null, photos: new Map() }))

type Place = Item & { page: number }
const places = (read: ReadPdf): Place[] => read.items.flatMap((items, page) => items.map((item) => ({ ...item, page })))
const placeOf = (all: readonly Place[], text: string): Place => {
  const found = all.find((item) => item.text === text)
  if (!found) throw new Error(`no “${text}”`)
  return found
}

/** Lines that are called "Row 1", "Row 2" and cost $1.01, $2.01. */
const rows = (count: number, descriptionOf: (n: number) => string = () => '') =>
  Array.from({ length: count }, (_, at) => {
    const more = descriptionOf(at + 1)
    return lineOf(`r${at + 1}`, `Row ${at + 1}${more && `\n${more}`}`, (at + 1) * 100 + 1)
  })
const dollars = (n: number) => `$${n}.01`

/** Each amount is beside its label, and each page with rows has the head. */
function expectRowsWhole(read: ReadPdf, count: number): void {
  const all = places(read)
  for (let n = 1; n <= count; n++) {
    const label = placeOf(all, `Row ${n}`)
    const amounts = all.filter(({ text, x }) => text === dollars(n) && x > 300)
    expect(amounts.length, `the amounts of row ${n}`).toBeGreaterThanOrEqual(2)
    for (const amount of amounts.slice(0, 2)) {
      expect(amount.page, `the page of row ${n}`).toBe(label.page)
      expect(Math.abs(amount.y - label.y), `the height of row ${n}`).toBeLessThan(2)
    }
  }
  read.items.forEach((items, page) => {
    if (!items.some(({ text }) => /^Row \d+$/.test(text))) return
    expect(
      items.some(({ text }) => text === 'Description'),
      `page ${page + 1} has the head`,
    ).toBe(true)
  })
}

function expectTotalsInCompany(read: ReadPdf): void {
  const page = read.items.find((items) => items.some(({ text, x }) => text === 'Total' && x > 200))
  expect(page?.some(({ text }) => /^Row \d+$|^more \d+$/.test(text))).toBe(true)
}

describe('P23: where a page ends', () => {
  it('300 lines have the head on each page, and each its amount', async () => {
    const read = await paperOf({
      sections: [{ id: 's', lines: rows(300, (n) => (n % 3 ? 'Explained in words' : '')) }],
    })
    expect(read.pages.length).toBeGreaterThan(8)
    expect(read.isAccessible).toBe(true)
    expectRowsWhole(read, 300)
    expectTotalsInCompany(read)
  })

  it('the totals are never alone on one, however many lines there are', async () => {
    for (let count = 10; count <= 24; count++) {
      const read = await paperOf({ sections: [{ id: 's', title: 'Roof', lines: rows(count) }] })
      expectTotalsInCompany(read)
      expectRowsWhole(read, count)
    }
  })

  it('nor are they where the last thing is a choice', async () => {
    for (let count = 8; count <= 16; count++) {
      const options = ['a', 'b'].map((id) => ({
        ...{ id, title: id.toUpperCase() },
        lines: rows(2).map((line) => ({ ...line, id: `${id}${line.id}` })),
      }))
      const read = await paperOf({
        sections: [{ id: 's', title: 'Roof', lines: rows(count).map((line) => ({ ...line, description: 'Other' })) }],
        optionGroups: [{ id: 'g', title: 'Shingles', options, defaultOptionId: 'a' }],
      })
      expectTotalsInCompany(read)
    }
  })

  it('a description of 45 lines goes on over it, and its amount stands beside its first line', async () => {
    const long = Array.from({ length: 45 }, (_, n) => `more ${n}`).join('\n')
    for (let before = 10; before <= 20; before++) {
      const read = await paperOf({
        sections: [{ id: 's', lines: rows(before + 2, (n) => (n === before + 1 ? long : '')) }],
      })
      expectRowsWhole(read, before + 2)
      const all = places(read)
      for (let n = 0; n < 45; n++) placeOf(all, `more ${n}`)
      expectTotalsInCompany(read)
    }
  })

  it('a description of 6,000 characters, and one taller than a page, lose nothing', async () => {
    const words = Array.from({ length: 1_000 }, (_, n) => `w${n}`)
      .join(' ')
      .slice(0, 5_889)
    const tall = Array.from({ length: 160 }, (_, n) => `more ${n}`).join('\n')
    const read = await paperOf({ sections: [{ id: 's', lines: rows(3, (n) => [words, tall, ''][n - 1] ?? '') }] })
    const text = read.pages.join(' ')
    for (const word of words.split(' ')) expect(text).toContain(word)
    const all = places(read)
    for (let n = 0; n < 160; n++) placeOf(all, `more ${n}`)
    expectRowsWhole(read, 3)
  })

  it('no two texts lie on each other', async () => {
    const long = 'An address that is much longer than anybody would write it down on a paper of this width'
    const read = await paperOf(
      { title: long.repeat(2), sections: [{ id: 's', title: long.repeat(2), lines: rows(4, () => long.repeat(3)) }] },
      {
        customer: { name: long, company: long, address: { street: long, city: long, state: 'NE', zip: '68102' } },
      },
    )
    const seen = new Set<string>()
    for (const { page, x, y } of places(read)) {
      const place = `${page} ${Math.round(x)} ${Math.round(y)}`
      expect(seen.has(place), place).toBe(false)
      seen.add(place)
    }
  })
})
