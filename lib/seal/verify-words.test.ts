import { describe, expect, it } from 'vitest'
import { bannedIn } from '@/tools/testing/banned-words'
import type { Chain, Verdict } from './verdict'
import { READER_WORDS, verdictWords } from './verify-words'

const GOOD: Verdict = {
  ...{ isOurs: true, isWhole: true, isUnchanged: true, chain: 'intact', problem: null, sha256: 'ab'.repeat(32) },
  known: {
    ...{ at: new Date('2026-11-24T20:14:03Z'), company: 'Summit Ridge Exteriors', kind: 'agreement' },
    ...{ number: 1007, ordinal: 0, version: 2 },
  },
  seal: { at: new Date('2026-11-24T20:14:03Z'), isOwnCertificate: true },
}
const words = (changes: Partial<Verdict>) => verdictWords({ ...GOOD, ...changes })
const bad = (problem: Verdict['problem'], changes: Partial<Verdict> = {}) =>
  words({ isOurs: false, isUnchanged: false, known: null, seal: null, chain: 'not checked', problem, ...changes })

describe('what is said of a file', () => {
  it('names the paper, the company and the instant with its zone (A17)', () => {
    const { tone, answers } = words({})
    expect(tone).toBe('good')
    expect(answers.map(({ isGood, words }) => [isGood, words])).toEqual([
      [true, 'Yes. Agreement 1007, version 2, of Summit Ridge Exteriors, sealed Nov 24, 2026, 8:14 PM (UTC).'],
      [true, 'Yes, to its last byte.'],
      [true, 'Yes. Unchanged since Nov 24, 2026, 8:14 PM (UTC), and sealed with a certificate of this Plumbline.'],
      [true, 'Yes. Each step is as it was written down.'],
    ])
  })

  it('counts a change order by its job', () => {
    const known = { ...GOOD.known, kind: 'change_order', ordinal: 3 } as Verdict['known']
    expect(words({ known }).answers[0]?.words).toContain('Change order 3, version 2, of')
  })

  it('says plainly that the history wasn’t looked into, or is broken', () => {
    const of = (chain: Chain) => words({ chain })
    expect(of('not checked').answers[3]).toMatchObject({ isGood: null, words: 'Not checked.' })
    expect(of('not checked').tone).toBe('good')
    expect(of('broken')).toMatchObject({ tone: 'bad', title: expect.stringContaining('its history isn’t') })
  })

  it.each([
    ['changed', 'was changed after it was sealed'],
    ['added', 'Something was added'],
    ['no seal', 'has no seal'],
    ['seal unreadable', 'can’t be read'],
    ['another certificate', 'wasn’t sealed here'],
    ['no PDF', 'isn’t a PDF'],
    ['too large', 'too large'],
    ['not on record', 'isn’t on record'],
  ] as const)('%s: says what happened and what to do next', (problem, title) => {
    const said = bad(problem)
    expect(said.title).toContain(title)
    expect(said.next).toMatch(/Ask |Choose /)
    expect(said.tone).not.toBe('good')
    expect(said.answers[0]).toMatchObject({ isGood: false, words: expect.stringContaining('isn’t on record') })
    const all = [said.title, said.next, ...said.answers.flatMap(({ question, words }) => [question, words])]
    for (const text of all) {
      expect(bannedIn(text)).toEqual([])
      expect(text).not.toMatch(/'/)
    }
  })

  it('doesn’t call a file unchanged to which something was added', () => {
    const { answers } = words({ isOurs: false, known: null, isWhole: false, problem: 'added' })
    expect(answers[2]?.words).toBe(
      'What was sealed is unchanged since Nov 24, 2026, 8:14 PM (UTC). What was added isn’t part of it.',
    )
  })

  it('A22: explains what Acrobat says about a certificate of our own', () => {
    expect(READER_WORDS).toContain('nobody else vouches for that')
  })
})
