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
      AUTH_URL: 'http://localhost:3000',
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
    expect(() => read({ NODE_ENV: 'production' })).toThrow('must be set: DATABASE_URL, APP_URL, SMTP_URL.')
    const { local, sandboxPort, variables } = read({
      NODE_ENV: 'production',
      DATABASE_URL: 'postgresql://db.test/app',
      APP_URL: 'https://pay.test',
      SMTP_URL: 'smtps://mail.test',
    })
    expect({ local, sandboxPort }).toEqual({ local: false, sandboxPort: undefined })
    expect(variables).toMatchObject({ DEPLOYMENT: 'production', AUTH_URL: 'https://pay.test' })
    expect(variables.SANDBOX_URL).toBeUndefined()
  })

  test.each(['0', '70000', 'http', '3000.5'])('says what is wrong with the port %s', (PORT) => {
    expect(() => read({ PORT })).toThrow(`PORT is "${PORT}". Set it to a port number from 1 to 65535.`)
  })
})
