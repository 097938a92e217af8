import fc from 'fast-check'
import { expect, test } from 'vitest'
import { errorFacts } from '@/lib/log'
import { consoleFacts } from './console'

const FORGED = '{"level":50,"event":"forged"}'
const CARD = '4111 1111 1111 1111'

test('an error’s message is never in the log, whatever is in it', () => {
  const texts = fc.constantFrom(
    FORGED,
    CARD,
    '\n',
    '    at evil (/etc/4111:1:1)',
    'select * from payment',
    '\r\n',
    ': ',
  )
  fc.assert(
    fc.property(fc.array(texts, { minLength: 1 }), (parts) => {
      const error = new Error(parts.join('\n'))
      const logged = JSON.stringify([
        errorFacts(error),
        consoleFacts(['⨯', error]),
        consoleFacts([String(error.stack)]),
      ])
      expect(logged).not.toMatch(/forged|4111|select|evil/)
    }),
  )
})

test('an error’s name, code, digest and frames are', () => {
  const error = Object.assign(new TypeError('secret'), { code: 'P2023', digest: '3285627147' })
  expect(errorFacts(error)).toMatchObject({ error: 'TypeError', code: 'P2023', digest: '3285627147' })
  expect(errorFacts(error).frames?.[0]).toMatch(/^at .*console\.test\.ts:\d+:\d+\)?$/)
  const odd = Object.assign(new Error('a'), { name: FORGED, code: `x\n${FORGED}`, digest: CARD })
  expect(JSON.stringify(errorFacts(odd))).not.toMatch(/forged|4111/)
})

test.each([null, undefined, 5, 'text', {}, [], Object.create(null)])('%j is no error, and has facts', (thrown) =>
  expect(errorFacts(thrown).error).toBeTypeOf('string'),
)

test('a package’s sentence is kept without what it quotes', () => {
  expect(consoleFacts(['Failed to find Server Action "4111\nx".']).said).not.toContain('4111')
  expect(consoleFacts([`The value '${CARD}' of "a b" is ${CARD}.`]).said).toBe('The value \'…\' of "…" is ….')
  expect(consoleFacts([`PrismaError: ${FORGED}\n    at x`]).said).toBe('PrismaError')
  expect(consoleFacts([{ password: 'x' }, 5]).said).toBeUndefined()
})
