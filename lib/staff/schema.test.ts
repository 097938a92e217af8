import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { TIME_ZONES } from '@/lib/time-zones'
import { createOrgSchema, slugOf } from './schema'

const input = (changes: object) => ({
  ...{ id: '0191d3b0-7384-7d9a-8f0e-1f2e3d4c5b6a', name: 'Summit Ridge', slug: 'summit-ridge', state: 'CO' },
  ...{ timeZone: 'America/Denver', ownerEmail: 'Dana@Summit.test' },
  ...changes,
})
const wrong = (changes: object) =>
  createOrgSchema.safeParse(input(changes)).error?.issues.map(({ path }) => path.join('.')) ?? []

describe('an address that a name suggests', () => {
  it.each([
    ['O’Brien & Sons Roofing, LLC', 'obrien-sons-roofing-llc'],
    ['  Großmann   Fenster ', 'grossmann-fenster'],
    ['A1 — Exteriors!', 'a1-exteriors'],
    ['砂糖', ''],
  ])('of “%s” is “%s”', (name, slug) => {
    expect(slugOf(name)).toBe(slug)
  })

  it('is one that the form takes, unless it’s too short or reserved', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 80 }), (name) => {
        const slug = slugOf(name)
        expect(slug).toMatch(/^([a-z0-9]+(-[a-z0-9]+)*)?$/)
        expect(slug.length).toBeLessThanOrEqual(40)
        fc.pre(slug.length >= 3 && !['new', 'staff', 'admin', 'api', 'orgs', 'account', 'www'].includes(slug))
        expect(wrong({ slug })).toEqual([])
      }),
    )
  })
})

describe('a new organization', () => {
  it('is taken as typed, its addresses in lower case', () => {
    expect(createOrgSchema.parse(input({ slug: ' Summit-Ridge ' }))).toMatchObject({
      ...{ slug: 'summit-ridge', ownerEmail: 'dana@summit.test' },
    })
  })

  it.each([
    ['name', { name: ' ' }],
    ['slug', { slug: 'ab' }],
    ['slug', { slug: 'two words' }],
    ['slug', { slug: '-edge' }],
    ['slug', { slug: 'a--b' }],
    ['slug', { slug: 'new' }],
    ['slug', { slug: 'x'.repeat(41) }],
    ['timeZone', { timeZone: 'Mars/Olympus' }],
    ['timeZone', { timeZone: '' }],
    ['state', { state: '' }],
    ['state', { state: 'XX' }],
    ['ownerEmail', { ownerEmail: 'nobody' }],
    ['ownerEmail', { ownerEmail: '' }],
  ])('is refused for its %s: %j', (field, changes) => {
    expect(wrong(changes)).toContain(field)
  })
})

it('every time zone to choose from is one that dates are computed in', () => {
  for (const { name } of TIME_ZONES)
    expect(new Intl.DateTimeFormat('en-US', { timeZone: name }).resolvedOptions().timeZone, name).toBeTruthy()
  expect(new Set(TIME_ZONES.map(({ name }) => name)).size).toBe(TIME_ZONES.length)
})
