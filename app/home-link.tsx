import { ButtonLink } from '@/components/ui/button'
import { getCurrentUser } from '@/lib/auth'
import { listMyOrgs } from '@/lib/orgs/context'

/** Leads from a page that isn't there to where the user's work is. Staff without a company have organizations, no jobs. */
export async function HomeLink() {
  const user = await getCurrentUser()
  const isStaffOnly = user?.isStaff === true && (await listMyOrgs(user.id)).length === 0
  return (
    <ButtonLink href={isStaffOnly ? '/staff' : '/'} variant="primary">
      {isStaffOnly ? 'Go to organizations' : 'Go to your jobs'}
    </ButtonLink>
  )
}
