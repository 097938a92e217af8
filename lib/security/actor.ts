import 'server-only'
import type { Tx } from '@/lib/db'
import type { RequestSource } from '@/lib/request-source'

/**
 * Says who acts and from where, to what the database itself writes down about people, roles and organizations (migration
 * security_log). It holds until the transaction ends.
 */
export async function nameActor(
  tx: Tx,
  { user, source }: { user: { id: string }; source?: RequestSource | undefined },
): Promise<void> {
  const { address = '', requestId = '' } = source ?? {}
  await tx.$queryRaw`select set_config('app.actor_id', ${user.id}, true), set_config('app.address', ${address}, true),
    set_config('app.request_id', ${requestId}, true)`
}
