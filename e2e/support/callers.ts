import { randomUUID } from 'node:crypto'
import type { Browser } from '@playwright/test'
import { drawnForHeader } from '@/lib/orgs/drawn-for'
import { can, type OrgRole, type Permission } from '@/lib/orgs/roles'
import { browserOf, type Person } from './app'
import { createOrg, type TestOrg, withDatabase } from './data'

// Who asks the server something without a browser.

export type Caller = { cookie: string; drawnFor: string }

/** Who a person's browser is to the server. */
export async function callerOf(browser: Browser, person: Person): Promise<Caller> {
  const cookies = await (await browserOf(browser, person)).context().cookies()
  const { rows } = await withDatabase((client) =>
    client.query('select id, name from app_user where email = $1', [`${person}@demo.test`]),
  )
  return { cookie: cookies.map(({ name, value }) => `${name}=${value}`).join('; '), drawnFor: drawnForHeader(rows[0]) }
}

export const NOBODY: Caller = { cookie: '', drawnFor: drawnForHeader({ id: randomUUID(), name: 'Nobody' }) }

/** Everybody who may ask, in each role, and of which company they are. */
export async function everybody(browser: Browser): Promise<{ org: TestOrg; callers: Asker[] }> {
  const org = await createOrg()
  const second = await createOrg({ admin: 'admin', bookkeeper: 'bookkeeper' })
  const owner = await callerOf(browser, 'admin')
  const callers: Asker[] = [
    ['owner', owner, org],
    ['admin', owner, second],
    ['contractor', await callerOf(browser, 'contractor'), org],
    ['bookkeeper', await callerOf(browser, 'bookkeeper'), org],
    ['staff', await callerOf(browser, 'staff'), org],
    ['member of another company', await callerOf(browser, 'contractor'), second],
    ['nobody', NOBODY, org],
  ]
  return { org, callers }
}
type Asker = [role: OrgRole | 'member of another company' | 'nobody', caller: Caller, of: TestOrg]

/** Whether the role table lets somebody through. */
export const isLetThrough = (role: Asker[0], permission: Permission): boolean =>
  role !== 'nobody' && role !== 'member of another company' && can(role, permission)

/** At most so many at once: the app has other things to do. */
export async function inTurns<T>(all: readonly T[], work: (each: T) => Promise<void>): Promise<void> {
  const left = [...all]
  const take = async () => {
    for (let next = left.shift(); next !== undefined; next = left.shift()) await work(next)
  }
  await Promise.all([take(), take(), take(), take()])
}
