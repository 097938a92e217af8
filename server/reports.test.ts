import { expect, test } from 'vitest'
import { createReports, readReports } from './reports'

const FORGED = 'script-src\n{"level":50}'

test('a report in either form is read', () => {
  const inOne = {
    'csp-report': { 'effective-directive': 'script-src-elem', 'blocked-uri': 'https://evil.test/a?b=4111' },
  }
  const inList = [
    { type: 'csp-violation', body: { effectiveDirective: 'style-src-attr', blockedURL: 'inline' } },
    { type: 'deprecation', body: {} },
  ]
  expect(readReports(JSON.stringify(inOne))).toEqual([{ directive: 'script-src-elem', blocked: 'https://evil.test' }])
  expect(readReports(JSON.stringify(inList))).toEqual([{ directive: 'style-src-attr', blocked: 'inline' }])
})

test.each([
  '',
  'null',
  '5',
  '[null]',
  '[{"type":"csp-violation"}]',
  '{"csp-report":null}',
  '{"csp-report":{"effective-directive":["a"]}}',
  JSON.stringify({ 'csp-report': { 'effective-directive': FORGED, 'blocked-uri': 'inline' } }),
])('%j is none', (body) => expect(readReports(body)).toEqual([]))

test('what a report quotes is not in the log', () => {
  const blocked = [
    'data:text/html,4111111111111111',
    'x y',
    `inline\n${FORGED}`,
    'https://u:p@evil.test/4111111111111111',
    {},
  ]
  for (const each of blocked) {
    const [violation] = readReports(
      JSON.stringify({ 'csp-report': { 'effective-directive': 'script-src', 'blocked-uri': each } }),
    )
    expect(JSON.stringify(violation)).not.toMatch(/4111|level|u:p/)
  }
})

test('only so many of a minute are logged, of an address and of all; the others are counted', () => {
  let now = 1_000_000
  const written: object[] = []
  const note = createReports(
    (facts) => written.push(facts),
    () => now,
  )
  const one = [{ directive: 'img-src', blocked: 'inline' }]
  for (let sent = 0; sent < 100; sent++) note('10.0.0.1', one)
  expect(written).toHaveLength(5)
  for (let sent = 0; sent < 100; sent++) note(`10.0.1.${sent}`, one)
  expect(written).toHaveLength(30)
  now += 60_000
  note('10.0.0.1', one)
  expect(written.slice(30)).toEqual([{ count: 170 }, ...one])
})
