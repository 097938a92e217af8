import 'server-only'
import { forOrg } from '@/lib/db'
import type { PaySimple } from '@/lib/paysimple/client'
import { nullIfNotShown, PaySimpleError } from '@/lib/paysimple/errors'
import type { Endpoint } from '@/prisma/generated/enums'
import type { Merchant } from './words'

/** How many payments are looked for. */
const LOOKS = 3

/**
 * Tells whether credentials are of the merchant account that the organization's payments have gone to. No call of
 * PaySimple's says whose credentials are (its document has none), but it shows payments to their own merchant only, and
 * ours carry our id. So the newest ones are looked up.
 * @returns `unknown` where there is nothing to compare, or PaySimple doesn't answer
 */
export async function compareMerchant(orgId: string, endpoint: Endpoint, paysimple: PaySimple): Promise<Merchant> {
  const payments = await forOrg(orgId, (tx) =>
    tx.payment.findMany({
      where: { orgId, origin: 'plumbline', paysimplePaymentId: { not: null } },
      select: { id: true, merchantKey: true, paysimplePaymentId: true },
      orderBy: { createdAt: 'desc' },
      take: LOOKS,
    }),
  )
  const [newest] = payments
  if (!newest) return 'unknown'
  if (!newest.merchantKey.startsWith(`${endpoint}:`))
    // From tests to real payments there is nothing to compare. The other way nobody is paid.
    return newest.merchantKey.startsWith('production:') ? 'other' : 'unknown'
  const found = await Promise.all(
    payments
      .filter(({ merchantKey }) => merchantKey === newest.merchantKey)
      .map(({ id, paysimplePaymentId }) => isShown(paysimple, Number(paysimplePaymentId), id)),
  )
  if (found.includes(true)) return 'same'
  return found.includes(false) ? 'other' : 'unknown'
}

/** Whether PaySimple shows this payment of ours; null where it doesn't answer. */
async function isShown(paysimple: PaySimple, paysimpleId: number, orderId: string): Promise<boolean | null> {
  try {
    const record = await paysimple.payments.get(paysimpleId).catch(nullIfNotShown)
    return record?.OrderId === orderId
  } catch (error) {
    if (!(error instanceof PaySimpleError)) throw error
    return null
  }
}
