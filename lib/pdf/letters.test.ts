import { describe, expect, it } from 'vitest'
import { readPdf } from '@/lib/testing/pdf'
import { lineOf, snapshotOf } from '@/lib/testing/snapshots'
import { renderDocument } from './document-pdf'

// What people really write.

const paperOf = async (content: Parameters<typeof snapshotOf>[0], changes?: Parameters<typeof snapshotOf>[1]) =>
  readPdf(await renderDocument(snapshotOf(content, changes), 'ab'.repeat(32), { logo: null, photos: new Map() }))

const NOWHERE = { street: '', city: '', state: '', zip: '' }
const oneLine = (description: string) => ({ sections: [{ id: 's', lines: [lineOf('a', description, 12_345)] }] })

/** A text is one run or several; without blanks they are the same. */
const squeezed = (text: string) => text.replace(/\s/g, '')

describe('letters', () => {
  it.each(['Dvořák', 'Nguyễn Thị Ánh', 'Ŝaŭlo', 'Łukasz Żółć', 'José Núñez-O’Brien & Sons', 'Ελένη', 'Михаил'])(
    'A24: %s stands there',
    async (name) => {
      const read = await paperOf(oneLine(name), { customer: { name, company: '', address: NOWHERE } })
      expect(read.isAccessible).toBe(true)
      expect(squeezed(read.pages[0] ?? '')).toContain(squeezed(name))
    },
  )

  it.each(['도큐멘소', 'محمد', '屋根 太郎', '👷🏽‍♀️ Ready ✅', 'a\ue000b'])(
    'A24, A25: %s, which none of the fonts has, keeps nothing from being made: what else is there stays, and so do the tags',
    async (name) => {
      const read = await paperOf(oneLine(`Work for ${name}`), { customer: { name, company: '', address: NOWHERE } })
      expect(read.pages[0]).toContain('Proposal 1007')
      expect(read.pages[0]).toContain('Work for')
      expect(read.pages[0]).toContain('$123.45')
      expect(read.tags[0]?.length).toBeGreaterThan(0)
    },
  )

  it('A25: an emoji is a visible box, in a line as in the terms, and isn’t silently gone', async () => {
    const read = await paperOf({ ...oneLine('Roof 👷 done'), terms: 'Paid ✅ in full' })
    // A box has no letter that it could be read as.
    expect(read.pages[0]).toContain('Roof \u0000 done')
    expect(read.pages[0]).toContain('Paid \u0000 in full')
  })

  it('without a shape leave no trace', async () => {
    const read = await paperOf(oneLine('a\u0000b\u0001c\u202ed'))
    expect(read.isAccessible).toBe(true)
    expect(read.pages[0]).toContain('abcd')
  })

  it('that mean something to Typst are letters', async () => {
    const typed = '#image("/etc/passwd") *x* _y_ $z$ @a <b> `c` \\ // -- ~ = [d] #let'
    const read = await paperOf({ ...oneLine(typed), note: typed, terms: typed.replaceAll('*', '\\*') })
    expect(read.isAccessible).toBe(true)
    expect(read.pages[0]?.split('#image("/etc/passwd")').length).toBe(4)
    expect(read.pages[0]).toContain('$z$ @a <b> `c` \\ // -- ~ = [d] #let')
  })
})
