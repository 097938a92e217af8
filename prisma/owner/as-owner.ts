import { PrismaPg } from '@prisma/adapter-pg'
import pg from 'pg'
import { type Prisma, PrismaClient } from '../generated/client'

// People, organizations and memberships are made by commands, as the owner of the tables: the app's role may not write
// them. The app has no connection as the owner, and .dependency-cruiser.mjs keeps it from importing this.

const holder = globalThis as unknown as { plumblineOwner?: PrismaClient }

function client(): PrismaClient {
  const { DATABASE_URL } = process.env
  if (!DATABASE_URL) throw new Error('Set DATABASE_URL to the connection of the owner of the tables.')
  // Few connections, and none keeps a command from ending. A broken one is the business of the work that has it.
  holder.plumblineOwner ??= new PrismaClient({
    adapter: new PrismaPg(
      new pg.Pool({ connectionString: DATABASE_URL, max: 4, allowExitOnIdle: true })
        .on('error', () => {})
        .on('connect', (connection) => connection.on('error', () => {})),
    ),
  })
  return holder.plumblineOwner
}

/**
 * Runs `work` in one transaction as the owner of the tables. Row-level security binds the owner too: it sees all users,
 * organizations, memberships and integrations, and the records of the organization `orgId`, if one is named.
 */
export const asOwner = <T>(work: (tx: Prisma.TransactionClient) => Promise<T>, orgId = ''): Promise<T> =>
  client().$transaction(
    async (tx) => {
      await tx.$queryRaw`select set_config('app.system', 'on', true), set_config('app.org_id', ${orgId}, true)`
      return work(tx)
    },
    // As long as the app's (lib/db.ts): a busy machine is not an error.
    { maxWait: 10_000, timeout: 20_000 },
  )
