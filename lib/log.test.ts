import { afterEach, expect, it, vi } from 'vitest'
import { report } from './errors'
import { log } from './log'

afterEach(() => vi.restoreAllMocks())

it('takes no entry without an event that is known', () => {
  // Held by the compiler: a line that it accepts here is an error of `npm run typecheck`.
  // @ts-expect-error
  log.warn('prose alone')
  // @ts-expect-error
  log.warn({ paymentId: '1' }, 'facts without an event')
  // @ts-expect-error
  log.warn({ event: 'never_heard_of' }, 'an event that is not in the list')
  log.warn({ event: 'duplicate_charge', paymentId: '1' }, 'as it should be')
})

it('has an unexpected error under its event, without its message', () => {
  const written = vi.spyOn(log, 'error')
  const id = report(Object.assign(new Error('4111111111111111 is no card'), { code: 'E1' }), 'charge')
  expect(written.mock.calls).toEqual([
    [
      expect.objectContaining({ event: 'unexpected_error', id, where: 'charge', error: 'Error', code: 'E1' }),
      'Unexpected error',
    ],
  ])
  expect(JSON.stringify(written.mock.calls)).not.toContain('4111111111111111')
})
