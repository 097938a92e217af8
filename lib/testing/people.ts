import { randomUUID } from 'node:crypto'
import pg from 'pg'
import type { OrgContext } from '@/lib/orgs/context'
import type { OrgRole } from '@/lib/orgs/roles'
import { hashPassword } from '@/lib/sessions/password'
import { asOwner } from '@/prisma/owner/as-owner'
import { signedIn } from './fixtures'

/** Runs one statement as the database's owner, past what the app's role may. */
export async function queryAsOwner<T extends object>(text: string, values: unknown[] = []): Promise<T[]> {
  const client = new pg.Client({ connectionString: process.env.DATABASE_URL })
  await client.connect()
  try {
    return (await client.query<T>(text, values)).rows
  } finally {
    await client.end()
  }
}

/** Runs one statement as the app's role does for a user who is signed in. */
export async function queryAsApp(text: string, values: unknown[], userId: string): Promise<object[]> {
  const client = new pg.Client({ connectionString: process.env.APP_DATABASE_URL })
  await client.connect()
  try {
    await client.query(`select set_config('app.user_id', $1, false), set_config('app.system', 'on', false)`, [userId])
    return (await client.query(text, values)).rows
  } finally {
    await client.end()
  }
}

/** Gives somebody a password, which ends their sessions. */
export async function setPassword({ user }: Pick<OrgContext, 'user'>, password: string): Promise<void> {
  await queryAsOwner('update app_user set password_hash = $2 where id = $1', [user.id, await hashPassword(password)])
}

/** Another person in a company, or of our staff, signed in: their context in it. */
export async function createPerson(of: OrgContext, role: OrgRole, name: string = role): Promise<OrgContext> {
  const user = { email: `${role}-${randomUUID()}@example.com`, name, isStaff: role === 'staff' }
  const { id } = await asOwner(async (tx) => {
    const made = await tx.user.create({ data: { ...user, passwordHash: 'none' } })
    if (role !== 'staff') await tx.membership.create({ data: { orgId: of.org.id, userId: made.id, role } })
    return made
  })
  return { ...of, user: { ...user, id }, role, session: await signedIn(id) }
}
