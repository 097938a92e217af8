import type { Reason } from '@/lib/payments/rules/reason'

/** The account can't be made ready, for a reason of ours. Nothing was charged. */
export class AccountNotReady extends Error {
  constructor(readonly reason: Reason) {
    super(`The account is not ready: ${reason}`)
  }
}
