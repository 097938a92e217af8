import type { Metadata } from 'next'
import { forOrg } from '@/lib/db'
import { requireOrgPage } from '@/lib/orgs/context'
import { getDepositPercent } from '@/lib/payments/take/deposit'
import type { Policy } from '@/lib/requests/policy'
import { getPolicy } from '@/lib/requests/policy-store'
import type { PolicyForm as Form } from '@/lib/requests/schema'
import { DepositForm } from './deposit-form'
import { PolicyForm } from './policy-form'

export const metadata: Metadata = { title: 'Deposits and reminders' }

export default async function PaymentSettingsPage({ params }: PageProps<'/orgs/[org]/settings/payments'>) {
  const { org } = await requireOrgPage((await params).org, 'company:manage')
  const { percent, policy } = await forOrg(org.id, async (tx) => ({
    percent: await getDepositPercent(tx, org.id),
    policy: await getPolicy(tx, org.id),
  }))
  return (
    <>
      <h2 className="mb-4 text-lg font-semibold tracking-tight">Deposits</h2>
      <p className="mb-6 max-w-prose text-ink-muted">
        Until the first payment on a job, Make Payment shows a deposit button for this share of the balance due. A job
        whose signed agreement has a payment schedule shows what is due by that instead. Some states limit how much a
        contractor can take before work starts.
      </p>
      <DepositForm orgSlug={org.slug} percent={percent === null ? '' : String(percent)} />
      <h2 className="mt-10 mb-4 border-t pt-6 text-lg font-semibold tracking-tight">Reminders</h2>
      <p className="mb-6 max-w-prose text-ink-muted">
        Customers who were asked for a payment or a signature are reminded by email while it’s still open, in your
        company’s time. Nobody is reminded of what is paid, being confirmed or signed, or within a day of an email by
        hand. The job says when the next one goes out.
      </p>
      <PolicyForm orgSlug={org.slug} policy={formOf(policy)} />
    </>
  )
}

const formOf = ({ isOn, steps, signSteps, most, fromHour, untilHour }: Policy): Form => ({
  isOn: isOn ? 'on' : 'off',
  before: steps
    .filter((step) => step < 0)
    .map((step) => -step)
    .join(', '),
  after: steps.filter((step) => step >= 0).join(', '),
  sign: signSteps.join(', '),
  ...{ most: String(most), fromHour: String(fromHour), untilHour: String(untilHour) },
})
