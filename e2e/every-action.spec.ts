import { randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { expect, test } from '@playwright/test'
import type { Permission } from '@/lib/orgs/roles'
import { stackInfo } from '@/tools/testing/stack-info'
import { LINK_ACTIONS, OUTSIDE_ACTIONS, OWN_ACTIONS, SIGNING_IN, STAFF_ACTIONS } from './support/action-kinds'
import { ACTION_RULES } from './support/action-rules'
import { type Caller, callerOf, everybody, inTurns, isLetThrough, NOBODY } from './support/callers'
import { createJob, createOrg, type TestOrg, withDatabase } from './support/data'
import { everythingOf, foreignRecords } from './support/foreign'
import { mintLink } from './support/links'

// Every server action of the build, called as a browser calls it, by everybody and from everywhere. What gets through is
// what the role table says (lib/orgs/roles.ts). A new action without a rule fails the first test.

type Action = { id: string; name: string; worker: string }
type Manifest = { node: Record<string, { exportedName: string; workers: Record<string, unknown> }> }

const { node }: Manifest = JSON.parse(readFileSync('.next/server/server-reference-manifest.json', 'utf8'))
const ACTIONS: Action[] = Object.entries(node).map(([id, { exportedName, workers }]) => ({
  ...{ id, name: exportedName },
  worker: Object.keys(workers)[0] ?? '',
}))
const OF_COMPANIES = ACTIONS.filter(({ name }) => name in ACTION_RULES)
const OF_STAFF = ACTIONS.filter(({ name }) => STAFF_ACTIONS.includes(name))
const OF_LINKS = ACTIONS.filter(({ name }) => name in LINK_ACTIONS)
const OF_PEOPLE = ACTIONS.filter(({ name }) => OWN_ACTIONS.includes(name) || OUTSIDE_ACTIONS.includes(name))

/** A page that has an action: `app/orgs/[org]/jobs/[job]/page` of a company. */
const pathOf = (worker: string, { slug }: TestOrg): string =>
  `/${worker
    .replace(/^app\//, '')
    .replace(/\/?page$/, '')
    .replace(/\([^)]*\)\//g, '')
    .replace('[org]', slug)
    .replace('[document]', 'agreement')
    .replace('[job]', '7777')
    .replace(/\[\w+\]/g, randomUUID())}`

type Said = { status: number; text: string }

async function call(
  action: Action,
  org: TestOrg,
  caller: Caller,
  body: string,
  headers: Record<string, string> = { origin: stackInfo().appUrl },
): Promise<Said> {
  const answer = await fetch(stackInfo().appUrl + pathOf(action.worker, org), {
    method: 'POST',
    headers: {
      ...{ 'next-action': action.id, 'content-type': 'text/plain;charset=UTF-8', accept: 'text/x-component' },
      ...{ cookie: caller.cookie, 'x-drawn-for': caller.drawnFor },
      ...headers,
    },
    body,
    redirect: 'manual',
  })
  return { status: answer.status, text: await answer.text() }
}

const callWith = (action: Action, org: TestOrg, caller: Caller, input: unknown, headers?: Record<string, string>) =>
  call(action, org, caller, JSON.stringify(action.name in ACTION_RULES ? [org.slug, input] : [input]), headers)

const ROLE_REFUSES = 'your role doesn’t allow this'
const INPUT_REFUSED = 'Check the fields marked below.'
const isThrough = ({ text }: Said) => text.includes(INPUT_REFUSED) || text.includes('"ok":true')

test('every action of the build has a rule, and no rule is of an action that is gone', () => {
  expect(ACTIONS.length).toBeGreaterThan(40)
  const names = ACTIONS.map(({ name }) => name)
  expect(new Set(names).size).toBe(names.length)
  expect(names.toSorted()).toEqual(
    [
      ...Object.keys(ACTION_RULES),
      ...[...OWN_ACTIONS, ...OUTSIDE_ACTIONS, ...Object.keys(LINK_ACTIONS), ...STAFF_ACTIONS, ...SIGNING_IN],
    ].toSorted(),
  )
})

test('every action lets through exactly whom the role table says', async ({ browser }) => {
  const { org, callers } = await everybody(browser)
  const tries = OF_COMPANIES.flatMap((action) => callers.map((caller) => ({ action, caller })))
  await inTurns(tries, async ({ action, caller: [role, caller, of] }) => {
    // No input is right for any of them: nothing is done, whoever it is.
    const said = await callWith(action, of, caller, null)
    const allowed = isLetThrough(role, ACTION_RULES[action.name]?.permission as Permission)
    const refused = role === 'nobody' ? '"signedOut":true' : ROLE_REFUSES
    const expected = allowed ? INPUT_REFUSED : refused
    expect({ action: action.name, role, got: said.text.includes(expected) ? expected : said.text }).toEqual({
      ...{ action: action.name, role },
      got: expected,
    })
  })
  for (const action of OF_STAFF)
    for (const [role, caller] of callers) {
      const { text } = await callWith(action, org, caller, null)
      const refused = role === 'nobody' ? '"signedOut":true' : 'Only Plumbline staff can do this.'
      const expected = role === 'staff' ? INPUT_REFUSED : refused
      expect({ action: action.name, role, text }).toMatchObject({ text: expect.stringContaining(expected) })
    }
  for (const action of OF_LINKS)
    for (const [role, caller] of callers) {
      const { text } = await call(action, org, caller, JSON.stringify([randomUUID(), null]))
      const expected = 'This link no longer works, so nothing was done.'
      expect({ action: action.name, role, text }).toMatchObject({ text: expect.stringContaining(expected) })
    }
  for (const action of OF_PEOPLE)
    for (const [role, caller] of callers) {
      const { text } = await callWith(action, org, caller, null)
      const needsSession = role === 'nobody' && !OUTSIDE_ACTIONS.includes(action.name)
      const expected = needsSession ? '"signedOut":true' : INPUT_REFUSED
      expect({ action: action.name, role, text }).toMatchObject({ text: expect.stringContaining(expected) })
    }
})

test('no action is called from another site, from nowhere, or from a page drawn for somebody else', async ({
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
    { origin: appUrl.replace('http:', 'https:') },
    { origin: 'https://evil.example', 'x-forwarded-host': 'evil.example' },
    { origin: appUrl, 'x-drawn-for': NOBODY.drawnFor },
    { origin: appUrl, 'x-drawn-for': '' },
  ]
  // Whoever isn't signed in has a page drawn for nobody.
  const isTried = ({ name }: Action, headers: Record<string, string>) =>
    !OUTSIDE_ACTIONS.includes(name) || !('x-drawn-for' in headers)
  const tries = [...OF_COMPANIES, ...OF_PEOPLE, ...OF_STAFF].flatMap((action) =>
    places.filter((headers) => isTried(action, headers)).map((headers) => ({ action, headers })),
  )
  await inTurns(tries, async ({ action, headers }) => {
    const said = await callWith(action, org, owner, null, headers)
    expect({ action: action.name, headers, through: isThrough(said) }).toEqual({
      ...{ action: action.name, headers, through: false },
    })
  })
})

test('no action reaches another company’s records under its own name, whatever else it is sent', async ({
  browser,
}) => {
  const org = await createOrg()
  const owner = await callerOf(browser, 'admin')
  const foreign = await createOrg({ staff: 'owner' })
  const records = await foreignRecords(foreign)
  const before = await everythingOf(foreign)
  const hostile = { orgId: foreign.id, org_id: foreign.id, slug: foreign.slug, createdAt: '2001-01-01T00:00:00.000Z' }
  const more = { isStaff: true, role: 'owner', userId: records.userId, ...hostile }
  await inTurns(OF_COMPANIES, async (action) => {
    const rule = ACTION_RULES[action.name]
    const input = JSON.stringify({ ...more, ...rule?.input(records) })
    // `__proto__` and `constructor` as members of their own, which JSON.stringify would leave out.
    const body = `[${JSON.stringify(org.slug)},${input.replace('{', '{"__proto__":{"isStaff":true},"constructor":{"prototype":{"isStaff":true}},')}]`
    const said = await call(action, org, owner, body)
    const tried = { action: action.name, text: said.text.slice(0, 2000) }
    // A rule whose input the schema refuses would prove nothing.
    expect({ ...tried, refusedAsInput: said.text.includes(INPUT_REFUSED) }).toEqual({ ...tried, refusedAsInput: false })
    expect({ ...tried, done: said.text.includes('"ok":true') }).toEqual({ ...tried, done: rule?.makesOwn === true })
    for (const secret of records.secrets) expect(said.text).not.toContain(secret)
    // And under the other company's name, with the right ids.
    const under = await call(action, foreign, owner, body.replace(org.slug, foreign.slug))
    expect({ action: action.name, text: under.text.includes(ROLE_REFUSES) }).toEqual({
      action: action.name,
      text: true,
    })
  })
  expect(await everythingOf(foreign)).toEqual(before)
  await withDatabase(async (client) => {
    const { rows } = await client.query(
      `select (select count(*)::int from customer where org_id = $1) as made,
         (select count(*)::int from customer where org_id = $1 and created_at < '2020-01-01') as dated,
         (select is_staff from app_user where email = 'admin@demo.test') as staff`,
      [org.id],
    )
    expect(rows).toEqual([{ made: 1, dated: 0, staff: false }])
  })
})

test('an action of a customer does nothing without their own link, from anywhere else, or once it is over', async ({
  browser,
}) => {
  expect(OF_LINKS).toHaveLength(Object.keys(LINK_ACTIONS).length)
  const org = await createOrg()
  const [job, other] = [await createJob(org, 5_000_000), await createJob(org, 5_000_000)]
  const link = await mintLink(org, job)
  const foreign = await mintLink(org, other, 'noah@example.com')
  const revoked = await mintLink(org, job, 'revoked@example.com')
  const expired = await mintLink(org, job, 'expired@example.com')
  await withDatabase(async (client) => {
    await client.query('update customer_link set revoked_at = now() where id = $1', [revoked.id])
    await client.query('update customer_link set expires_at = now() where id = $1', [expired.id])
  })
  const owner = await callerOf(browser, 'admin')
  const { appUrl } = stackInfo()
  const before = await everythingOf(org)
  const OVER = 'This link no longer works'
  const as = (cookie: string): Caller => ({ ...NOBODY, cookie })
  const tries: [string, Caller, string, Record<string, string>][] = [
    ['no cookie', as(''), link.id, { origin: appUrl }],
    ['a member’s session', owner, link.id, { origin: appUrl }],
    ['another link’s cookie', as(foreign.cookie), link.id, { origin: appUrl }],
    [
      'its token under another link’s name',
      as(link.cookie.replace(link.id, foreign.id)),
      foreign.id,
      { origin: appUrl },
    ],
    ['its address as a cookie', as(link.cookie.replace(/=.*/, `=${link.token}`)), link.id, { origin: appUrl }],
    ['a revoked link', as(revoked.cookie), revoked.id, { origin: appUrl }],
    ['an expired link', as(expired.cookie), expired.id, { origin: appUrl }],
    ['no such link', as(link.cookie), randomUUID(), { origin: appUrl }],
    ['no id', as(link.cookie), '', { origin: appUrl }],
  ]
  const places: Record<string, string>[] = [
    {},
    { origin: 'null' },
    { origin: 'https://evil.example' },
    { origin: `${appUrl}.evil.example` },
  ]
  for (const headers of places) tries.push([`from ${JSON.stringify(headers)}`, as(link.cookie), link.id, headers])
  for (const action of OF_LINKS)
    for (const [what, caller, id, headers] of tries) {
      const body = JSON.stringify([id, LINK_ACTIONS[action.name]?.()])
      const said = await call(action, org, caller, body, headers)
      expect({ action: action.name, what, through: isThrough(said) }).toEqual({
        ...{ action: action.name, what, through: false },
      })
      if (headers.origin === appUrl) expect(said.text, what).toContain(OVER)
    }
  expect(await everythingOf(org)).toEqual(before)
  // What is missing everywhere above is the link's own cookie and our own page.
  for (const action of OF_LINKS) {
    const body = JSON.stringify([link.id, action.name.startsWith('load') ? {} : null])
    expect(isThrough(await call(action, org, as(link.cookie), body)), action.name).toBe(true)
  }
})

test('the status of a payment is told to the links of its job alone', async () => {
  const org = await createOrg()
  const records = await foreignRecords(org)
  const own = await mintLink(org, { id: records.jobId })
  const other = await mintLink(org, await createJob(org, 100_000))
  const ask = async (id: string, cookie: string, payment = records.paymentId) => {
    const answer = await fetch(`${stackInfo().appUrl}/c/${id}/payments/${payment}/status`, { headers: { cookie } })
    return { status: answer.status, text: await answer.text() }
  }
  expect(await ask(own.id, own.cookie)).toMatchObject({
    status: 200,
    text: expect.stringContaining('"lastFour":"1111"'),
  })
  expect(await ask(other.id, other.cookie)).toMatchObject({
    status: 404,
    text: expect.stringContaining('noSuchPayment'),
  })
  expect(await ask(own.id, own.cookie, randomUUID())).toMatchObject({ status: 404 })
  for (const cookie of ['', other.cookie]) {
    const { status, text } = await ask(own.id, cookie)
    expect({ status, text }).toMatchObject({ status: 404, text: expect.not.stringContaining('noSuchPayment') })
  }
})
