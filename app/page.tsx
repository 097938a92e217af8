import { redirect } from 'next/navigation'
import { MessagePage } from '@/components/message-page'
import { getCurrentUser } from '@/lib/auth'
import { listMyOrgs } from '@/lib/orgs/context'
import { SignOutButton } from './(auth)/sign-out-button'

/** Sends everybody to where their work is. */
export default async function HomePage() {
  const user = await getCurrentUser()
  if (!user) redirect('/sign-in')
  const [org] = await listMyOrgs(user.id)
  if (org) redirect(`/orgs/${org.slug}/jobs`)
  if (user.isStaff) redirect('/staff')
  return (
    <main>
      <MessagePage title="You belong to no company yet" action={<SignOutButton />}>
        You are signed in as {user.email}. Ask the owner of your company to add this address, then reload this page.
      </MessagePage>
    </main>
  )
}
