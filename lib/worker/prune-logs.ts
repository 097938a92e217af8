import 'server-only'
import type { JobHelpers } from 'graphile-worker'
import { env } from '@/lib/env'

/** So many entries of each log go at a time, so that nobody waits for it. */
const BATCH = 5_000

/**
 * Removes the entries of the logs whose time is over (SECURITY_LOG_DAYS, of the API log API_LOG_DAYS). By the worker's connection: the app's role
 * can't remove any.
 */
export async function pruneLogs({ query }: Pick<JobHelpers, 'query'>, batch = BATCH): Promise<void> {
  for (const [name, days] of [
    ['prune_logs', env().SECURITY_LOG_DAYS],
    ['prune_api_log', env().API_LOG_DAYS],
  ] as const)
    for (;;) {
      const { rows } = await query<{ removed: string }>(`select public.${name}($1, $2) as removed`, [days, batch])
      if (Number(rows[0]?.removed ?? 0) === 0) break
    }
}
