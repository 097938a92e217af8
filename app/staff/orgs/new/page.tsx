import { randomUUID } from 'node:crypto'
import type { Metadata } from 'next'
import { PageHeader } from '@/components/page-header'
import { env } from '@/lib/env'
import { requireStaff } from '@/lib/staff/require-staff'
import { StaffFrame } from '../../staff-frame'
import { NewOrgForm } from './new-org-form'

export const metadata: Metadata = { title: 'New organization' }

export default async function NewOrgPage() {
  const user = await requireStaff()
  return (
    <StaffFrame user={user}>
      <PageHeader title="New organization">
        The owner gets an email with a link that works for 7 days, chooses a password, and enters the PaySimple
        credentials.
      </PageHeader>
      <NewOrgForm id={randomUUID()} site={`${new URL(env().APP_URL).host}/orgs/`} />
    </StaffFrame>
  )
}
