import type { Metadata } from 'next'
import { forOrg } from '@/lib/db'
import { requireOrgPage } from '@/lib/orgs/context'
import { getDepositPercent } from '@/lib/payments/take/deposit'
import { DepositForm } from './deposit-form'

export const metadata: Metadata = { title: 'Deposits' }

export default async function PaymentSettingsPage({ params }: PageProps<'/orgs/[org]/settings/payments'>) {
  const { org } = await requireOrgPage((await params).org, 'company:manage')
  const percent = await forOrg(org.id, (tx) => getDepositPercent(tx, org.id))
  return (
    <>
      <h2 className="mb-4 text-lg font-semibold tracking-tight">Deposits</h2>
      <p className="mb-6 max-w-prose text-ink-muted">
        Until the first payment on a job, Make Payment shows a deposit button for this share of the balance due. A job
        whose signed agreement has a payment schedule shows what is due by that instead. Some states limit how much a
        contractor can take before work starts.
      </p>
      <DepositForm orgSlug={org.slug} percent={percent === null ? '' : String(percent)} />
    </>
  )
}
