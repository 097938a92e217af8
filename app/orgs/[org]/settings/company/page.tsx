import { randomUUID } from 'node:crypto'
import type { Metadata } from 'next'
import { Link } from '@/components/link'
import { getCompany } from '@/lib/company/company'
import { logoOf } from '@/lib/company/face'
import { companyTexts } from '@/lib/company/schema'
import { forOrg } from '@/lib/db'
import { requireOrgPage } from '@/lib/orgs/context'
import { CompanyEditor } from './company-editor'

export const metadata: Metadata = { title: 'Company' }

/** What the company's customers see of it. */
export default async function CompanyPage({ params }: PageProps<'/orgs/[org]/settings/company'>) {
  const { org } = await requireOrgPage((await params).org, 'company:manage')
  const company = await forOrg(org.id, (tx) => getCompany(tx, org.id))
  return (
    <>
      <h2 className="mb-4 text-lg font-semibold tracking-tight">Company</h2>
      <p className="mb-6 max-w-prose text-ink-muted">
        What customers see of your company, on receipts and in emails. What was sent stays as it went out. How much Make
        Payment suggests as a deposit is under{' '}
        <Link href={`/orgs/${org.slug}/settings/payments`} className="text-link">
          Deposits
        </Link>
        .
      </p>
      <CompanyEditor
        orgSlug={org.slug}
        company={{ ...companyTexts(company), version: company.version, formId: randomUUID() }}
        logo={logoOf(company)}
      />
    </>
  )
}
