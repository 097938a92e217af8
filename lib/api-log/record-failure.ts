import 'server-only'
import { now } from '@/lib/dates'
import { forOrg } from '@/lib/db'
import { report } from '@/lib/errors'
import type { FailedCall } from '@/lib/paysimple/errors'
import type { Endpoint } from '@/prisma/generated/enums'

/**
 * Writes a failed call to the organization's API log, in its own transaction. Reports a failure and never throws,
 * because the call's outcome doesn't depend on the log.
 */
export async function recordFailure(orgId: string, endpoint: Endpoint, call: FailedCall): Promise<void> {
  try {
    const { route, kind, status, errorCode, traceCode, milliseconds } = call
    const facts = { route, kind, milliseconds, status: status ?? null }
    const codes = { errorCode: errorCode ?? null, traceCode: traceCode ?? null }
    await forOrg(orgId, (tx) => tx.apiFailure.create({ data: { orgId, at: now(), endpoint, ...facts, ...codes } }))
  } catch (error) {
    report(error, 'recordFailure')
  }
}
