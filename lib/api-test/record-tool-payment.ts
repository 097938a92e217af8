import 'server-only'
import { dayToDate, now } from '@/lib/dates'
import { forOrg } from '@/lib/db'
import type { OrgContext } from '@/lib/orgs/context'
import { isLive } from '@/lib/payments/rules/outcome'
import { type Payment, readPayment } from '@/lib/paysimple/payment-record'
import type { RawAnswer } from '@/lib/paysimple/raw'
import { isUuid } from '@/lib/typed-text'

/** The payment in the answer to a POST /v4/payment; null where it has none. */
function paymentIn({ status, text }: RawAnswer): Payment | null {
  if (status < 200 || status > 299) return null
  try {
    return readPayment((JSON.parse(text) as { Response?: unknown }).Response)
  } catch {
    return null
  }
}

/**
 * Lists a payment that somebody made with the API Test Tool among those made in PaySimple, at once and with their name;
 * otherwise the sync would find it, and nobody would know whose it is. One with the id of a payment of ours is left to the
 * sync, which knows a duplicate.
 */
export async function recordToolPayment(
  { org, user }: OrgContext,
  merchantKey: string,
  answer: RawAnswer,
): Promise<void> {
  const record = paymentIn(answer)
  if (!record || record.AmountCents === null || !isLive(record.Status)) return
  if (record.OrderId !== null && isUuid(record.OrderId)) return
  const key = { orgId: org.id, merchantKey, paysimpleId: String(record.Id) }
  const toolByName = user.name
  await forOrg(org.id, (tx) =>
    tx.externalPayment.upsert({
      where: { orgId_merchantKey_paysimpleId: key },
      create: {
        ...{ ...key, toolByName, amountCents: record.AmountCents ?? 0, status: record.Status, foundAt: now() },
        customerName: [record.CustomerFirstName, record.CustomerLastName].filter(Boolean).join(' '),
        method: record.PaymentType === 'ACH' ? 'bank' : 'card',
        madeOn: record.PaymentDate ? dayToDate(record.PaymentDate) : now(),
      },
      update: { toolByName },
    }),
  )
}
