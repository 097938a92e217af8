import type { Metadata } from 'next'
import { notFound, redirect } from 'next/navigation'
import { SignOutButton } from '@/app/(auth)/sign-out-button'
import { MessagePage } from '@/components/message-page'
import { ButtonLink } from '@/components/ui/button'
import { env } from '@/lib/env'
import { getOrgContext, getSuspended, listMyOrgs, redirectToSignIn } from '@/lib/orgs/context'
import { suspendedWords } from '@/lib/orgs/suspended'
import { getCurrentUser } from '@/lib/sessions/current-user'

export const metadata: Metadata = { title: 'Suspended' }

/** Says to a member of a suspended company whom to call. Once it's resumed, a reload leads back to it. */
export default async function SuspendedPage({ params }: PageProps<'/suspended/[org]'>) {
  const { org: slug } = await params
  const user = await getCurrentUser()
  if (!user) return redirectToSignIn()
  const name = await getSuspended(slug)
  if (!name) {
    if (await getOrgContext(slug)) redirect(`/orgs/${slug}`)
    notFound()
  }
  const other = (await listMyOrgs(user.id)).find(({ isSuspended }) => !isSuspended)
  const { title, sentence } = suspendedWords(name, env())
  return (
    <main>
      <MessagePage
        title={title}
        action={
          <div className="flex flex-wrap gap-2">
            {other && (
              <ButtonLink href={`/orgs/${other.slug}`} variant="primary">
                Open {other.name}
              </ButtonLink>
            )}
            <ButtonLink href="/account">Account</ButtonLink>
            <SignOutButton />
          </div>
        }
      >
        {sentence} Nothing is lost: payments taken before are still followed, and everything is there again afterwards.
      </MessagePage>
    </main>
  )
}
