import { randomUUID } from 'node:crypto'
import { afterAll, afterEach, beforeAll } from 'vitest'
import { moveClock } from '@/lib/dates'
import { forOrg } from '@/lib/db'
import { connectPaySimple } from '@/lib/integration/integration'
import type { OrgContext } from '@/lib/orgs/context'
import type { PaySimple } from '@/lib/paysimple/client'
import type { LedgerRow } from '@/tools/sandbox/sandbox-control'
import { createOrg } from './fixtures'
import { type Sandbox, startSandbox } from './sandbox'

// For files of tests about money: the sandbox process, an organization that takes payments with it, and what they look
// at again and again. The clock is the only thing that is moved, and is right again after each test.

export let sandbox: Sandbox
export let context: OrgContext
export let orgId: string

type SetUp = {
  /** False where no organization is needed, or each test has its own. */
  org?: boolean
  /** After which a call counts as unanswered. */
  timeoutSeconds?: number
}

/** Has the tests of this file run against a sandbox of their own, which `sandbox` is, as `context` and `orgId`. */
export function setUpSandbox({ org = true, timeoutSeconds = 1 }: SetUp = {}): void {
  beforeAll(async () => {
    sandbox = await startSandbox()
    process.env.SANDBOX_URL = sandbox.url
    process.env.PAYSIMPLE_TIMEOUT_SECONDS = String(timeoutSeconds)
    if (org) await takeOrg()
  })
  afterAll(() => sandbox.kill())
  afterEach(async () => {
    moveClock(0)
    await sandbox.clearFaults()
  })
}

/** Makes a new organization the one that `context` and `orgId` name. */
export async function takeOrg(options: Parameters<typeof createOrg>[0] = {}): Promise<void> {
  context = await createOrg(options)
  orgId = context.org.id
}

/** A new API user, and so a ledger that nobody else writes into. */
export async function newLogin(): Promise<{ userName: string; apiKey: string }> {
  const login = { userName: `APIUser${randomUUID().slice(0, 8)}`, apiKey: randomUUID() }
  await sandbox.addClient(login.userName, login.apiKey)
  return login
}

/** A payment's row. */
export const rowOf = (id: string) =>
  forOrg(orgId, (tx) => tx.payment.findUniqueOrThrow({ where: { orgId_id: { orgId, id } } }))

/** PaySimple's rows with a payment's id as their OrderId. */
export const ledgerOf = async (id: string): Promise<LedgerRow[]> =>
  (await sandbox.ledger()).filter((row) => row.orderId === id)

/** PaySimple with the organization's credentials: what is done with it is done outside Plumbline. */
export async function paysimple(): Promise<PaySimple> {
  const integration = await forOrg(orgId, (tx) => connectPaySimple(tx, orgId))
  if (!integration) throw new Error('not active')
  return integration.paysimple
}
