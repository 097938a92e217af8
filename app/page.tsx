import { redirect } from 'next/navigation'
import { MessagePage } from '@/components/message-page'
import { ButtonLink } from '@/components/ui/button'
import { listMyOrgs } from '@/lib/orgs/context'
import { getCurrentUser } from '@/lib/sessions/current-user'
import { SignOutButton } from './(auth)/sign-out-button'

/** Sends each user to where their work is. */
export default async function HomePage() {
  const user = await getCurrentUser()
  if (!user) redirect('/sign-in')
  const orgs = await listMyOrgs(user.id)
  const org = orgs.find(({ isSuspended }) => !isSuspended)
  if (org) redirect(`/orgs/${org.slug}/jobs`)
  if (user.isStaff) redirect('/staff')
  if (orgs[0]) redirect(`/suspended/${orgs[0].slug}`)
  return (
    <main>
      <MessagePage
        title="You’re not in a company yet"
        action={
          <div className="flex flex-wrap gap-2">
            <ButtonLink href="/account">Account</ButtonLink>
            <SignOutButton />
          </div>
        }
      >
        You’re signed in as {user.email}. Ask your company’s owner to add this email, then reload the page.
      </MessagePage>
    </main>
  )
}
