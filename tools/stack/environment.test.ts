import { readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { readEnvironment } from './environment'

const secrets = { AUTH_SECRET: 'a'.repeat(32), VAULT_KEYS: '1:x' }
const read = (given: NodeJS.Dict<string>) =>
  readEnvironment({ ...secrets, ...given } as NodeJS.Dict<string> as NodeJS.ProcessEnv)

describe('the environment', () => {
  test('is a local one on the default ports when nothing is set', () => {
    const { local, port, sandboxPort, variables } = read({})
    expect({ local, port, sandboxPort }).toEqual({ local: true, port: 3000, sandboxPort: 4010 })
    expect(variables).toMatchObject({
      DEPLOYMENT: 'local',
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

  test('starts no sandbox where SANDBOX_URL names another machine’s', () => {
    expect(read({ SANDBOX_URL: 'http://127.0.0.1:5000' }).sandboxPort).toBe(5000)
    expect(read({ SANDBOX_URL: 'http://sandbox.test:5000' }).sandboxPort).toBeUndefined()
  })

  test('insists on what only the operator knows in production, and has no sandbox there', () => {
    expect(() => read({ NODE_ENV: 'production' })).toThrow('must set DATABASE_URL, APP_URL, SMTP_URL.')
    const { local, sandboxPort, variables } = read({
      NODE_ENV: 'production',
      DATABASE_URL: 'postgresql://db.test/app',
      APP_URL: 'https://pay.test',
      SMTP_URL: 'smtps://mail.test',
    })
    expect({ local, sandboxPort }).toEqual({ local: false, sandboxPort: undefined })
    expect(variables).toMatchObject({ DEPLOYMENT: 'production', APP_URL: 'https://pay.test' })
    expect(variables.SANDBOX_URL).toBeUndefined()
  })

  test.each(['0', '70000', 'http', '3000.5'])('says what is wrong with the port %s', (PORT) => {
    expect(() => read({ PORT })).toThrow(`PORT is "${PORT}". Set it to a port number from 1 to 65535.`)
  })
})

const sourceOf = (file: string) => readFileSync(path.resolve(file), 'utf8')
/** Returns the names that the first group of `pattern` finds in `text`, each once, sorted. */
const namesIn = (text: string, pattern: RegExp) =>
  [...new Set(Array.from(text.matchAll(pattern), ([, name = '']) => name))].sort()

describe('what is written about the environment', () => {
  // Reads the sources, because a value says nothing about the variables that might have been read.
  const checked = namesIn(sourceOf('lib/env.ts'), /^ +([A-Z][A-Z_]+): /gm)
  const completed = namesIn(readFileSync(new URL('./environment.ts', import.meta.url), 'utf8'), /\.([A-Z][A-Z_]+)\b/g)
  const all = [...new Set([...checked, ...completed])].sort()
  const example = sourceOf('.env.example')

  test('starts from the variables that both files read', () => {
    expect(checked).toEqual(expect.arrayContaining(['APP_DATABASE_URL', 'LOG_LEVEL', 'VAULT_KEYS']))
    expect(completed).toEqual(expect.arrayContaining(['APP_URL', 'NODE_ENV', 'SANDBOX_PORT']))
  })

  test('.env.example lists each of them and no other', () => {
    expect(namesIn(example, /^# ([A-Z][A-Z_]+)=/gm)).toEqual(all)
  })

  test('.env.example sets nothing, and says of each variable in one line what it is', () => {
    const lines = example.split('\n')
    expect(lines.filter((line) => line !== '' && !line.startsWith('# '))).toEqual([])
    const isVariable = (line = '') => /^# [A-Z][A-Z_]+=/.test(line)
    const unexplained = lines.filter((line, at) => isVariable(line) && (!lines[at - 1] || isVariable(lines[at - 1])))
    expect(unexplained).toEqual([])
  })

  test('.env.example gives the defaults that hold when nothing is set', () => {
    const given = example.matchAll(/^# ([A-Z][A-Z_]+)=(.+)$/gm)
    expect(read(Object.fromEntries(Array.from(given, ([, name, value]) => [name, value])))).toMatchObject(read({}))
  })

  test('the README’s table lists each of them', () => {
    const [, rest = ''] = sourceOf('README.md').split('\n## Environment\n')
    const [section = ''] = rest.split('\n## ')
    const rows = section.split('\n').filter((line) => line.startsWith('| `'))
    const listed = namesIn(rows.map((row) => row.split('|')[1]).join(), /`([A-Z][A-Z_]+)`/g)
    expect(all.filter((name) => !listed.includes(name))).toEqual([])
  })
})
