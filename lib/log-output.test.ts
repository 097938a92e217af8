import { spawnSync } from 'node:child_process'
import { expect, test } from 'vitest'

// What a process really writes when it logs what it shouldn't have been given.

const SECRETS = ['number', 'cvv', 'card', 'apiKey', 'key', 'password', 'token', 'authorization', 'cookie']

/** The lines of a process of its own that logs so. */
function linesOf(body: string): string[] {
  const source = `import { log } from './lib/log'; import { report } from './lib/errors'; ${body}`
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
