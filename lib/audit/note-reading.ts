import 'server-only'
import { forOrg } from '@/lib/db'
import type { OrgContext } from '@/lib/orgs/context'
import { overLimit, takeLimits } from '@/lib/security/limits'
import { recordAudit } from './record'

/** Writes down that somebody looks at the log, once an hour (PCI DSS 10.2.1.3). */
export async function noteReading(context: OrgContext): Promise<void> {
  const { org, user } = context
  const limit = { name: 'log read', of: `${org.id} ${user.id}`, most: 1, seconds: 60 * 60 }
  if (overLimit(await takeLimits([limit]))) return
  await forOrg(org.id, (tx) => recordAudit(tx, context, { action: 'log_read' }))
}
