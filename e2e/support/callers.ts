import { randomUUID } from 'node:crypto'
import type { Browser } from '@playwright/test'
import { drawnForHeader } from '@/lib/orgs/drawn-for'
import { browserOf, type Person } from './app'
import { withDatabase } from './data'

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

/** At most so many at once: the app has other things to do. */
export async function inTurns<T>(all: readonly T[], work: (each: T) => Promise<void>): Promise<void> {
  const left = [...all]
  const take = async () => {
    for (let next = left.shift(); next !== undefined; next = left.shift()) await work(next)
  }
  await Promise.all([take(), take(), take(), take()])
}
