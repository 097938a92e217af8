import { spawnSync } from 'node:child_process'
import { expect, test } from 'vitest'

// What a process really writes when it logs what it shouldn't have been given.

const SECRETS = ['number', 'cvv', 'card', 'apiKey', 'key', 'password', 'token', 'authorization', 'cookie']

/** The lines of a process of its own that logs so. */
function linesOf(body: string): string[] {
  const source = `import { addToLogContext, inLogContext, log } from './lib/log'; import { report } from './lib/errors'; ${body}`
  const { stdout, stderr } = spawnSync(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', source], {
    env: { ...process.env, LOG_LEVEL: 'info', TSX_TSCONFIG_PATH: 'tools/tsconfig.json' },
    encoding: 'utf8',
  })
  expect(stderr).toBe('')
  return stdout.split('\n').filter(Boolean)
}

test('a secret that is passed in by mistake isn’t written, at any of three depths', () => {
  const whole = Object.fromEntries(SECRETS.map((name) => [name, `secret-of-${name}`]))
  const lines = linesOf(
    `for (const facts of ${JSON.stringify([whole, { a: whole }, { a: { b: whole } }])}) log.warn({ event: 'queue_message', ...facts }, 'x')`,
  )
  expect(lines).toHaveLength(3)
  for (const line of lines) expect(line).not.toContain('secret-of-')
  expect(lines.join().split('[not logged]').length - 1).toBe(3 * SECRETS.length)
})

test('an unexpected error’s message isn’t written, nor what it was caused by', () => {
  const [line = ''] = linesOf(
    `report(new Error('quotes 4111111111111111\\\\n{"level":50}', { cause: new Error('secret-of-cause') }), 'here')`,
  )
  expect(JSON.parse(line)).toMatchObject({ event: 'unexpected_error', where: 'here', error: 'Error' })
  expect(line).not.toMatch(/4111|quotes|secret-of-cause/)
})

test('an entry tells the request or job that it was written in, and what became known of it', () => {
  const lines = linesOf(`
    const warn = (facts = {}) => log.warn({ event: 'queue_message', ...facts }, 'x')
    const later = () => new Promise((resolve) => setImmediate(resolve))
    await Promise.all([
      inLogContext({ requestId: 'one' }, async () => { await later(); addToLogContext({ orgId: 'a' }); await later(); warn() }),
      inLogContext({ task: 'sync-org', jobId: '7', orgId: 'b' }, async () => { await later(); await later(); report(new Error('x'), 'here') }),
      inLogContext({ requestId: 'two' }, async () => warn({ requestId: undefined, orgId: 'its own' })),
    ])
    addToLogContext({ orgId: 'nobody’s' })
    warn()`)
  const entries = lines.map((line) => JSON.parse(line) as Record<string, string>)
  const find = (name: string, value: string | undefined) => entries.find((entry) => entry[name] === value)
  expect(entries).toHaveLength(4)
  expect(find('requestId', 'one')).toMatchObject({ event: 'queue_message', orgId: 'a' })
  expect(find('jobId', '7')).toMatchObject({ event: 'unexpected_error', task: 'sync-org', orgId: 'b', where: 'here' })
  expect(find('requestId', 'two')).toMatchObject({ orgId: 'its own' })
  const outside = find('orgId', undefined) ?? {}
  expect(Object.keys(outside).sort()).toEqual(['event', 'level', 'msg', 'time'])
})
