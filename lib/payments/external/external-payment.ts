import 'server-only'
import type { Tx } from '@/lib/db'
import { UserError } from '@/lib/errors'
import { lockExternalPayment } from '@/lib/locks'
import type { ExternalPayment } from '@/prisma/generated/client'
import type { ExternalState } from '@/prisma/generated/enums'

// External payments: made in PaySimple and not by Plumbline, found by the sync. An admin links or ignores each.

const DECIDED = 'Somebody already decided about this payment. Reload the page to see it.'

/** An external payment in this state, locked until the commit. @throws UserError when it is in another state */
export async function requireIn(state: ExternalState, tx: Tx, orgId: string, id: string): Promise<ExternalPayment> {
  await lockExternalPayment(tx, orgId, id)
  const row = await tx.externalPayment.findUnique({ where: { orgId_id: { orgId, id } } })
  if (row?.state !== state) throw new UserError(DECIDED)
  return row
}
