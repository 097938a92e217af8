import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { VARIABLES } from '@/lib/env'
import { FAULTS, rightProduction } from '@/lib/testing/production'
import { deploymentOf } from './deployment'
import { readEnvironment } from './environment'

// Given, so that none are made in .data.
const secrets = {
  DEPLOYMENT: 'local',
  AUTH_SECRET: 'a'.repeat(32),
  VAULT_KEYS: `1:${Buffer.alloc(32, 1).toString('base64')}`,
}
const readAll = (given: NodeJS.Dict<string>) => readEnvironment(given as NodeJS.ProcessEnv)
const read = (given: NodeJS.Dict<string>) => readAll({ ...secrets, ...given })

describe('the environment', () => {
  test('is a local one on the default ports when nothing is set', () => {
    const { local, loopback, port, sandboxPort, variables } = read({})
    expect({ local, loopback, port, sandboxPort }).toEqual({
      ...{ local: true, loopback: true, port: 3000, sandboxPort: 4010 },
    })
    expect(variables).toMatchObject({
      APP_URL: 'http://localhost:3000',
      SANDBOX_URL: 'http://127.0.0.1:4010',
      ...secrets,
    })
    expect(variables.DATABASE_URL).toBeUndefined()
  })

  test('moves with PORT and SANDBOX_PORT, and takes an empty variable for an unset one', () => {
    const { variables } = read({ PORT: '3001', SANDBOX_PORT: '4011', DATABASE_URL: '' })
    expect(variables).toMatchObject({ APP_URL: 'http://localhost:3001', SANDBOX_URL: 'http://127.0.0.1:4011' })
    expect(variables.DATABASE_URL).toBeUndefined()
  })

  test('has the sandbox on this machine, also where SANDBOX_URL names another', () => {
    expect(read({ SANDBOX_URL: 'http://127.0.0.1:5000' }).sandboxPort).toBe(5000)
    expect(() => read({ SANDBOX_URL: 'http://sandbox.test:5000' })).toThrow('SANDBOX_URL must be an address on this')
  })

  test.each([
    ['http://localhost:3000', true],
    ['http://127.0.0.1:3000', true],
    ['http://[::1]:3000', true],
    ['http://192.168.1.20:3000', false],
    ['http://0.0.0.0:3000', false],
    ['http://localhost.example.com:3000', false],
    ['https://pay.example.com', false],
  ])('at %s is on this machine only: %s', (APP_URL, loopback) => {
    expect(read({ APP_URL })).toMatchObject({ loopback, local: true })
  })

  test('insists on what only the operator knows in production, and has no sandbox there', () => {
    const needed = ['APP_URL', 'AUTH_SECRET', 'VAULT_KEYS', 'DATABASE_URL', 'SMTP_URL']
    const lines = needed.map((name) => `  ${name} must be set.*`).join('\n')
    expect(() => readAll({ DEPLOYMENT: 'production', NODE_ENV: 'production' })).toThrow(new RegExp(lines))
    const right = rightProduction()
    const { local, loopback, sandboxPort, variables } = read(right)
    expect({ local, loopback, sandboxPort }).toEqual({ local: false, loopback: false, sandboxPort: undefined })
    expect(variables).toMatchObject({ DEPLOYMENT: 'production', APP_URL: right.APP_URL })
    expect(variables.SANDBOX_URL).toBeUndefined()
  })

  test.each(['0', '70000', 'http', '3000.5'])('says what is wrong with the port %s', (PORT) => {
    expect(() => read({ PORT })).toThrow('PORT must be a whole number from 1 to 65535.')
  })

  test.each(FAULTS)('refuses what production refuses, %s: %s', (name, _, changes) => {
    expect(() => readAll(changes)).toThrow(`  ${name} `)
  })
})

describe('what kind of installation it is', () => {
  const NOTHING = { HOME: '/root', PATH: '/bin', NODE_ENV: 'development', PORT: '3001', LOG_LEVEL: 'debug' }

  test.each([{}, { APP_URL: 'http://localhost:3001' }, { NODE_ENV: 'development' }])(
    'is local with nothing of production set: %j',
    (given) => {
      expect(deploymentOf({ ...NOTHING, ...given })).toBe('local')
    },
  )

  test.each(['local', 'production'])('is %s where it is said', (DEPLOYMENT) => {
    expect(deploymentOf({ ...rightProduction(), DEPLOYMENT })).toBe(DEPLOYMENT)
  })

  test.each(Object.entries({ ...rightProduction(), DEPLOYMENT: '', NODE_ENV: 'production', MAIL_FROM: 'a@b.co' }))(
    'is not guessed where %s alone is set',
    (name, value) => {
      if (name === 'DEPLOYMENT') return
      expect(() => deploymentOf({ ...NOTHING, [name]: value })).toThrow(
        new RegExp(`DEPLOYMENT isn’t set, and ${name} is\\.[^]*DEPLOYMENT=production[^]*unset ${name} `),
      )
    },
  )

  test('names all that makes it doubtful', () => {
    const given = { ...rightProduction(), DEPLOYMENT: undefined, NODE_ENV: 'production' }
    expect(() => deploymentOf(given)).toThrow(
      'NODE_ENV, DATABASE_URL, APP_URL, SMTP_URL, AUTH_SECRET, VAULT_KEYS, FILES_DIR are.',
    )
  })

  test.each(['prod', 'LOCAL', 'staging'])('can’t be %s', (DEPLOYMENT) => {
    expect(() => deploymentOf({ DEPLOYMENT })).toThrow('DEPLOYMENT must be local or production.')
  })
})

const sourceOf = (file: string) => readFileSync(path.resolve(file), 'utf8')
/** Returns the names that the first group of `pattern` finds in `text`, each once, sorted. */
const namesIn = (text: string, pattern: RegExp) =>
  [...new Set(Array.from(text.matchAll(pattern), ([, name = '']) => name))].sort()

describe('what is written about the environment', () => {
  const all = [...VARIABLES].sort()
  const example = sourceOf('.env.example')

  test('is of variables that lib/env.ts judges: the product reads no other', () => {
    const files = ['app', 'components', 'lib', 'server'].flatMap((room) =>
      readdirSync(room, { recursive: true, encoding: 'utf8' }).map((file) => path.join(room, file)),
    )
    const product = files.filter((file) => /\.tsx?$/.test(file) && !/\.test\.|\/testing\/|\/test-/.test(file))
    const read = product.flatMap((file) => namesIn(sourceOf(file), /process\.env\.([A-Z0-9_]+)/g))
    expect(read).toContain('PORT')
    expect(read.filter((name) => !all.includes(name))).toEqual([])
  })

  test('.env.example lists each of them and no other', () => {
    expect(namesIn(example, /^# ([A-Z][A-Z0-9_]+)=/gm)).toEqual(all)
  })

  test('.env.example sets nothing, and says of each variable in one line what it is', () => {
    const lines = example.split('\n')
    expect(lines.filter((line) => line !== '' && !line.startsWith('# '))).toEqual([])
    const isVariable = (line = '') => /^# [A-Z][A-Z0-9_]+=/.test(line)
    const unexplained = lines.filter((line, at) => isVariable(line) && (!lines[at - 1] || isVariable(lines[at - 1])))
    expect(unexplained).toEqual([])
  })

  test('.env.example gives the defaults that hold when nothing is set', () => {
    const given = example.matchAll(/^# ([A-Z][A-Z0-9_]+)=(.+)$/gm)
    expect(read(Object.fromEntries(Array.from(given, ([, name, value]) => [name, value])))).toMatchObject(read({}))
  })

  test('the README’s table lists each of them', () => {
    const [, rest = ''] = sourceOf('README.md').split('\n## Environment\n')
    const [section = ''] = rest.split('\n## ')
    const rows = section.split('\n').filter((line) => line.startsWith('| `'))
    const listed = namesIn(rows.map((row) => row.split('|')[1]).join(), /`([A-Z][A-Z0-9_]+)`/g)
    expect(all.filter((name) => !listed.includes(name))).toEqual([])
  })
})
