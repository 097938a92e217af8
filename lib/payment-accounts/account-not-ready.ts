import type { Reason } from '@/lib/payments/rules/reason'

/** The account cannot be made ready, for a reason of ours: nothing was charged. */
export class AccountNotReady extends Error {
  constructor(readonly reason: Reason) {
    super(`The account is not ready: ${reason}`)
  }
}
