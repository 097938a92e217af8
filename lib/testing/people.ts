import pg from 'pg'
import type { OrgContext } from '@/lib/orgs/context'
import { hashPassword } from '@/lib/sessions/password'

/** Works as the database's owner does, past what the app's role may. */
export async function asOwner<T extends object>(text: string, values: unknown[] = []): Promise<T[]> {
  const client = new pg.Client({ connectionString: process.env.DATABASE_URL })
  await client.connect()
  try {
    return (await client.query<T>(text, values)).rows
  } finally {
    await client.end()
  }
}

/** Gives somebody a password, which ends their sessions. */
export async function setPassword({ user }: Pick<OrgContext, 'user'>, password: string): Promise<void> {
  await asOwner('update app_user set password_hash = $2 where id = $1', [user.id, await hashPassword(password)])
}
