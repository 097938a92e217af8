import { expect, it } from 'vitest'
import { readArguments } from './arguments'

const KEY = { THE_KEY: 'secret' }
const live = ['--endpoint', 'sandbox', '--user', 'APIUser7', '--key-env', 'THE_KEY']

it('asks a sandbox of its own unless told otherwise', () => {
  expect(readArguments([], {})).toEqual({ target: { kind: 'own sandbox' }, skip: [], screens: true, fresh: false })
  expect(readArguments(['--skip', 'ach', '--no-screens'], {})).toMatchObject({ skip: ['ach'], screens: false })
})

it('takes the key from the environment alone', () => {
  expect(readArguments(live, KEY).target).toEqual({
    kind: 'endpoint',
    baseUrl: 'https://sandbox-api.paysimple.com',
    user: 'APIUser7',
    apiKey: 'secret',
  })
  expect(() => readArguments(live, {})).toThrow('THE_KEY is not set')
  expect(() => readArguments([...live, '--key', 'secret'], KEY)).toThrow("Unknown option '--key'")
})

it('charges nobody by accident', () => {
  const production = ['--endpoint', 'production', ...live.slice(2)]
  expect(() => readArguments(production, KEY)).toThrow('--yes-real-money')
  expect(() => readArguments(['--endpoint', 'https://API.paysimple.com/', ...live.slice(2)], KEY)).toThrow(
    '--yes-real-money',
  )
  expect(readArguments([...production, '--yes-real-money'], KEY).target).toMatchObject({
    baseUrl: 'https://api.paysimple.com',
  })
})

it.each(['http://api.paysimple.com', 'ftp://127.0.0.1', 'paysimple', 'https://user:pass@example.com', 'file:///etc'])(
  'does not send a signature to %s',
  (endpoint) => {
    expect(() => readArguments(['--endpoint', endpoint, ...live.slice(2)], KEY)).toThrow('https address')
  },
)

it('says what is wrong with the rest', () => {
  expect(() => readArguments(['--skip', 'cash'], {})).toThrow('Give ach or card')
  expect(() => readArguments(['--user', 'x'], {})).toThrow('belong to an --endpoint')
  expect(() => readArguments(live.slice(0, 2), KEY)).toThrow('--user NAME')
})
