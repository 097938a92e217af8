import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from '@playwright/test'
import { stackInfo } from '@/tools/testing/stack-info'
import { type Caller, callerOf, everybody, inTurns, isLetThrough, NOBODY } from './support/callers'
import { createOrg, type TestOrg } from './support/data'
import { everythingOf, foreignRecords } from './support/foreign'
import { OUTSIDE_UPLOADS, UPLOAD_RULES } from './support/upload-rules'

// Every route that takes a file, asked as a browser asks it, by everybody and from everywhere (e2e/every-action.spec.ts does
// the same with actions).

const ROUTES = Object.entries(UPLOAD_RULES)
const WRONG = { image: 'no file' }

async function send(
  route: string,
  { slug }: TestOrg,
  { cookie, drawnFor }: Caller,
  parts: Record<string, string | Blob>,
  headers: Record<string, string> = { origin: stackInfo().appUrl },
): Promise<string> {
  const form = new FormData()
  for (const [name, value] of Object.entries(parts)) form.set(name, value)
  const answer = await fetch(stackInfo().appUrl + route.replace('[org]', slug), {
    method: 'POST',
    headers: { cookie, 'x-drawn-for': drawnFor, ...headers },
    body: form,
  })
  return answer.text()
}

test('every route that takes something but a question has a rule', () => {
  const posts = readdirSync('app', { recursive: true, encoding: 'utf8' })
    .filter(
      (file) =>
        file.endsWith('route.ts') &&
        /export const POST\b|function POST\b/.test(readFileSync(path.join('app', file), 'utf8')),
    )
    .map((file) => `/${path.posix.dirname(file)}`)
  expect(posts.toSorted()).toEqual([...OUTSIDE_UPLOADS, ...Object.keys(UPLOAD_RULES)].toSorted())
})

test('every route that takes a file lets through exactly whom the role table says', async ({ browser }) => {
  const { callers } = await everybody(browser)
  const tries = ROUTES.flatMap(([route, { permission }]) => callers.map((caller) => ({ route, permission, caller })))
  await inTurns(tries, async ({ route, permission, caller: [role, caller, of] }) => {
    const isAllowed = isLetThrough(role, permission)
    const refused = role === 'nobody' ? '"signedOut":true' : 'your role doesn’t allow this'
    const expected = isAllowed ? 'Check the fields marked below.' : refused
    const text = await send(route, of, caller, WRONG)
    expect({ route, role, got: text.includes(expected) ? expected : text }).toEqual({ route, role, got: expected })
  })
})

test('no file comes in from another site, from nowhere, or from a page drawn for somebody else', async ({
  browser,
}) => {
  const org = await createOrg()
  const owner = await callerOf(browser, 'admin')
  const { appUrl } = stackInfo()
  const places: Record<string, string>[] = [
    {},
    { origin: 'null' },
    { origin: 'https://evil.example' },
    { origin: `${appUrl}.evil.example` },
    { origin: 'https://evil.example', 'x-forwarded-host': 'evil.example' },
    { origin: appUrl, 'x-drawn-for': NOBODY.drawnFor },
    { origin: appUrl, 'x-drawn-for': '' },
  ]
  await inTurns(
    ROUTES.flatMap(([route]) => places.map((headers) => ({ route, headers }))),
    async ({ route, headers }) => {
      const text = await send(route, org, owner, WRONG, headers)
      const isThrough = text.includes('Check the fields') || text.includes('"ok":true')
      expect({ route, headers, isThrough }).toEqual({ route, headers, isThrough: false })
    },
  )
})

test('a file from anybody comes from our own page all the same', async () => {
  const org = await createOrg()
  const { appUrl } = stackInfo()
  const places: [Record<string, string>, boolean][] = [
    [{ origin: appUrl }, true],
    [{}, false],
    [{ origin: 'null' }, false],
    [{ origin: 'https://evil.example' }, false],
  ]
  await inTurns(
    OUTSIDE_UPLOADS.flatMap((route) => places.map(([headers, isAllowed]) => ({ route, headers, isAllowed }))),
    async ({ route, headers, isAllowed }) => {
      const text = await send(route, org, NOBODY, WRONG, headers)
      const isThrough = text.includes('Check the fields')
      expect({ route, headers, isThrough }).toEqual({ route, headers, isThrough: isAllowed })
    },
  )
})

test('no file reaches another company’s records', async ({ browser }) => {
  const org = await createOrg()
  const owner = await callerOf(browser, 'admin')
  const foreign = await createOrg({ staff: 'owner' })
  const records = await foreignRecords(foreign)
  const before = await everythingOf(foreign)
  await inTurns(ROUTES, async ([route, { parts }]) => {
    const input = { ...parts(records), orgId: foreign.id, slug: foreign.slug, __proto__: 'x' }
    const said = await send(route, org, owner, input)
    expect({ route, refusedAsInput: said.includes('Check the fields'), done: said.includes('"ok":true') }).toEqual({
      ...{ route, refusedAsInput: false, done: false },
    })
    for (const secret of records.secrets) expect(said).not.toContain(secret)
    expect(await send(route, foreign, owner, input)).toContain('your role doesn’t allow this')
  })
  expect(await everythingOf(foreign)).toEqual(before)
})
