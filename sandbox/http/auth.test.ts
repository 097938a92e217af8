import { createHmac } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { DEFAULTS } from '../sandbox.ts'
import { sign, type TestSandbox, testSandbox } from '../testing/support.ts'

let sandbox: TestSandbox
beforeAll(async () => {
  sandbox = await testSandbox()
})
afterAll(() => sandbox.close())

const withHeader = (authorization: string) => sandbox.call('GET', '/v4/customer', { headers: { authorization } })
const at = (timestamp: string) => sign(DEFAULTS.user, DEFAULTS.key, timestamp)
const now = () => new Date().toISOString()
const signatureOf = (text: string, key = DEFAULTS.key) => createHmac('sha256', key).update(text).digest('base64')
const inZone = (hours: number) => new Date(Date.now() + hours * 3_600_000).toISOString().slice(0, 19)

test.each([
  ['as the document prints it', () => sign()],
  ['as its samples write it', () => sign().replace('accessid=', 'AccessId = ').replace('timestamp=', 'Timestamp = ')],
  ['the scheme in lower case', () => sign().replace('PSSERVER', 'psserver')],
  ['names in upper case', () => sign().replace('accessid', 'ACCESSID').replace('signature', 'SIGNATURE')],
  ['no space after the semicolons', () => sign().replaceAll('; ', ';')],
  ['a trailing semicolon', () => `${sign()};`],
  ['no fraction', () => at(`${now().slice(0, 19)}Z`)],
  ['seven fraction digits', () => at(`${now().slice(0, 19)}.0973928Z`)],
  ['fault 22: eight fraction digits', () => at(`${now().slice(0, 19)}.09739281Z`)],
  ['fault 22: nine fraction digits', () => at(`${now().slice(0, 19)}.097392812Z`)],
  ['fault 22: nine fraction digits and an offset', () => at(`${now().slice(0, 19)}.097392812+00:00`)],
  ['fault 22: nine fraction digits and no zone', () => at(`${now().slice(0, 19)}.097392812`)],
  ['fault 22: twelve fraction digits', () => at(`${now().slice(0, 19)}.097392812345Z`)],
  ['the offset of gmdate("c")', () => at(`${now().slice(0, 19)}+00:00`)],
  ['a numeric offset', () => at(`${inZone(-7)}-07:00`)],
  ['no zone, which is UTC', () => at(now().slice(0, 19))],
  ['four minutes old', () => at(new Date(Date.now() - 240_000).toISOString())],
  ['four minutes ahead', () => at(new Date(Date.now() + 240_000).toISOString())],
  ['basic with user and key as they are', () => `basic ${DEFAULTS.user}:${DEFAULTS.key}`],
])('PS-001 is accepted: %s', async (_form, header) => {
  expect((await withHeader(header())).status).toBe(200)
})

test.each([
  ['empty', () => ''],
  ['another scheme', () => sign().replace('PSSERVER', 'Bearer')],
  ['no parameters', () => 'PSSERVER'],
  ['no signature', () => sign().split('; signature')[0] ?? ''],
  ['another user', () => sign('Nobody')],
  ['another key', () => sign(DEFAULTS.user, 'wrong')],
  ['an empty key, for an unknown user', () => sign('Nobody', '')],
  ['a signature of another text', () => sign().replace(/signature=.*/, `signature=${signatureOf('x')}`)],
  ['a signature cut short', () => sign().slice(0, -8)],
  ['an invalid timestamp', () => at('yesterday')],
  ['a date that does not exist', () => at('2013-13-45T10:00:00Z')],
  ['a point without a fraction', () => at(`${now().slice(0, 19)}.Z`)],
  ['six minutes old', () => at(new Date(Date.now() - 360_000).toISOString())],
  ['six minutes ahead', () => at(new Date(Date.now() + 360_000).toISOString())],
  ['basic with a wrong key', () => `basic ${DEFAULTS.user}:wrong`],
  ['basic without a colon', () => `basic ${DEFAULTS.user}`],
  ['a name that objects inherit', () => sign('__proto__', '')],
])('PS-002 is refused with an empty 401: %s', async (_form, header) => {
  const reply = await withHeader(header())
  expect([reply.status, reply.text]).toEqual([401, ''])
})

test('PS-002 without the header the reason phrase says so', async () => {
  const response = await fetch(`http://127.0.0.1:${sandbox.port}/v4/customer`)
  expect([response.status, response.statusText, await response.text()]).toEqual([
    401,
    'Request did not include authorization.',
    '',
  ])
})

test('PS-002 a refused POST stores nothing and leaves the connection usable', async () => {
  await sandbox.call('POST', '/v4/customer', { key: 'wrong', body: { FirstName: 'x', LastName: 'y' } })
  expect((await sandbox.control('GET', '')).customers).toBe(0)
})
