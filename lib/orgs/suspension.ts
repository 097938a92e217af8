import 'server-only'
import type { Tx } from '@/lib/db'
import { customerSuspendedWords, type SuspendedWords } from './suspended'

/**
 * What an organization's customers read instead of their page while it is suspended; null while it isn't. For every page
 * that opens without a member's session, before it shows or does anything.
 */
export async function getCustomerNotice(tx: Tx, orgId: string): Promise<SuspendedWords | null> {
  const { suspendedAt, ...company } = await tx.org.findUniqueOrThrow({
    where: { id: orgId },
    select: { suspendedAt: true, name: true, phone: true, email: true },
  })
  return suspendedAt ? customerSuspendedWords(company) : null
}
