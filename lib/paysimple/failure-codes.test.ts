import { describe, expect, it } from 'vitest'
import { FAILURE_CODES, linesOf, type Processor } from './failure-codes'

describe('PS-083 the failure codes', () => {
  it.each([
    ['TSYS', 74, 12],
    ['Global', 28, 11],
    ['Forte', 12, 11],
    ['Payliance', 5, 0],
    ['ProfitStars', 5, 4],
    ['Vericheck', 9, 4],
  ] as const)('of %s are all there: %i lines, %i of them with a mock amount', (processor, lines, mocks) => {
    const table = FAILURE_CODES[processor]
    expect(table).toHaveLength(lines)
    const amounts = table.flatMap(({ mockCents }) => mockCents ?? [])
    expect(amounts).toHaveLength(mocks)
    expect(new Set(amounts).size).toBe(mocks) // no amount brings two codes about
    for (const cents of amounts) expect(Math.floor(cents / 100)).toBe(9999)
    for (const { code, description } of table) {
      expect(code).toMatch(/^\d{4}$/)
      expect(description).not.toBe('')
    }
  })

  it('are declines where the bank said no', () => {
    const declines = (processor: Processor) =>
      FAILURE_CODES[processor].filter(({ isDecline }) => isDecline).map(({ code }) => code)
    expect(declines('TSYS').join(' ')).toBe('4004 4005 4007 4041 4043 4051 4061 4065 4093 4205')
    expect(declines('Global')).toEqual(['4004', '4005'])
    for (const processor of ['Forte', 'Payliance', 'ProfitStars', 'Vericheck'] as const)
      expect(declines(processor)).toEqual([])
  })

  it('are found by code, whoever’s it is', () => {
    expect(linesOf('4005', 'TSYS')).toEqual([
      { code: '4005', description: 'do not honor', action: 'other_method', isDecline: true, mockCents: 999_901 },
    ])
    expect(linesOf('4014').map(({ description }) => description)).toEqual([
      'invalid card number',
      'invalid card type',
      'invalid CID',
      'invalid card number',
    ])
    expect(linesOf('4502', 'Payliance')).toEqual([{ ...linesOf('4504', 'Payliance')[0], code: '4502' }])
    expect(linesOf('9999')).toEqual([])
  })
})
