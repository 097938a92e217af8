import { request as ask } from 'node:http'
import { expect, test } from '@playwright/test'
import { readLog, stackInfo } from '@/tools/testing/stack-info'
import { browserOf } from '../support/app'
import { createFurnished } from '../support/furnished'
import { addressOf, allRoutes, parametersOf } from '../support/routes'

// What the database or a router doesn't take is refused as what it is, input, at every address.

const HOSTILE = [
  ...[
    '%00',
    'a%00b',
    '%ED%A0%80',
    '%FF',
    '%',
    '%2500',
    '%0d%0aset-cookie:a=b',
    '%5c',
    '..%2f..%2fetc',
    '%E2%80%AE',
    '%00%00',
  ],
  ...['2147483648', '9007199254740993', '99999999999999999999', '-1', '0', '1e9', '0x10', 'NaN', '1.5', '%D9%A1%D9%A2'],
  ...[
    'not-a-uuid',
    '00000000-0000-0000-0000-000000000000',
    '00000000-0000-4000-8000-00000000000g',
    "'",
    '";--',
    '<script>',
  ],
  ...['__proto__', 'constructor', 'toString', 'a'.repeat(3_000), 'a'.repeat(9_000), '%F0%9F%92%A9'],
]

/** What the pages read of an address's query. */
const QUERY = [
  'q',
  'before',
  'after',
  'status',
  'when',
  'from',
  'to',
  'customer',
  'kind',
  'person',
  'money',
  'stage',
  'with',
]

/** What no answer has in it: frames of a stack, statements, packages, keys. */
const INSIDE = /\n\s+at |node_modules|\.programs\/|Prisma|select [\w".*]+ from|postgresql:|invalid input syntax/i

type Answer = { status: number; body: string }

/** Asks for exactly this target. Of a good answer only the head is read: a stream would go on. */
function answerOf(path: string, cookie: string): Promise<Answer> {
  const { hostname, port, host } = new URL(stackInfo().appUrl)
  return new Promise((resolve, reject) => {
    ask({ hostname, port, path, headers: { host, ...(cookie && { cookie }) } }, async (response) => {
      const status = response.statusCode ?? 0
      if (status < 400) response.destroy()
      resolve({ status, body: status < 400 ? '' : (await response.setEncoding('utf8').toArray()).join('') })
    })
      .on('error', reject)
      .end()
  })
}

/** What the app has logged of errors since a place in the log. */
const errorsSince = (before: number) =>
  readLog()
    .slice(before)
    .split('\n')
    .filter((line) => line.startsWith('app |') && /"level":(?:50|60)/.test(line))

for (const person of ['admin', 'staff', null] as const)
  test(`security 5: no address makes the app fail, or tell of its inside: ${person ?? 'nobody'}`, async ({
    browser,
  }) => {
    test.setTimeout(720_000) // thousands of addresses
    const { values } = await createFurnished(browser)
    const cookies = person ? await (await browserOf(browser, person)).context().cookies() : []
    const cookie = cookies.map(({ name, value }) => `${name}=${value}`).join('; ')
    // What comes after an address is no page of ours, whichever it is: each value is tried after one in four.
    const targets = allRoutes().flatMap((route, nth) => [
      ...parametersOf(route).flatMap((name) => HOSTILE.map((value) => addressOf(route, { ...values, [name]: value }))),
      ...HOSTILE.filter((_, at) => (at + nth) % 4 === 0).map((value) => `${addressOf(route, values)}/${value}`),
      ...HOSTILE.map((value) => `${addressOf(route, values)}?${QUERY.map((name) => `${name}=${value}`).join('&')}`),
      `${addressOf(route, values)}?${QUERY.map((name) => `${name}=1&${name}=2&${name}[]=3`).join('&')}`,
    ])
    const before = readLog().length
    const failed: string[] = []
    for (let at = 0; at < targets.length; at += 16)
      await Promise.all(
        targets.slice(at, at + 16).map(async (target) => {
          const { status, body } = await answerOf(target, cookie)
          const inside = INSIDE.exec(body)?.[0]
          if (status >= 500 || inside) failed.push(`${status} ${inside ?? ''} ${target.slice(0, 150)}`)
        }),
      )
    expect(failed).toEqual([])
    expect(errorsSince(before)).toEqual([])
    expect(targets.length).toBeGreaterThan(2_000)
  })
