import { beforeEach } from 'vitest'
import type { LinkContext } from '@/lib/customer-links/read-link'
import type { MakePayment } from '@/lib/payments/take/schema'
import { context, setUpSandbox, takeOrg } from './at-the-sandbox'
import { createJob, paymentOf } from './fixtures'
import { customerAt } from './links'

// A customer at their link, who pays at the sandbox; anew for each test.

/** What their job costs, in cents. */
export const TOTAL = 1_000_000
export let job: { id: string; number: number }
export let olivia: LinkContext

/** Call once in a test file. */
export function setUpCustomer(): void {
  setUpSandbox({ timeoutSeconds: 30 })
  beforeEach(async () => {
    await takeOrg()
    job = await createJob(context, TOTAL)
    olivia = await customerAt(context, job.id)
  })
}

/** What a customer's form sends, who saw all of it owed. */
export const pay = (cents: number, changes: Partial<MakePayment> = {}) =>
  paymentOf(job.number, cents, { seenOwedCents: TOTAL, ...changes })
