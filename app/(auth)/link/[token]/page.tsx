import type { Metadata } from 'next'
import { LINK_LASTS_WORDS, linkProblemWords } from '@/lib/links/link-kinds'
import { type Link, readLink } from '@/lib/links/read-link'
import { getCurrentUser } from '@/lib/sessions/current-user'
import { isInvitation } from '@/lib/team/join'
import { DoorFrame } from '../../door-frame'
import { SignOutButton } from '../../sign-out-button'
import { ConfirmEmail } from './confirm-email'
import { Invitation } from './invitation'
import { SetPassword } from './set-password'

// Its address opens something, so nobody is told where a visitor came from, and no search engine keeps it.
export const metadata: Metadata = {
  title: 'Your link',
  referrer: 'no-referrer',
  robots: { index: false, follow: false },
}

/** What a one-time link opens. Showing it changes nothing: mail scanners and browsers open links ahead of people. */
export default async function LinkPage({ params }: PageProps<'/link/[token]'>) {
  const { token } = await params
  const [link, signedIn] = [await readLink(token), await getCurrentUser()]
  const isSignedIn = signedIn !== null
  if ('problem' in link) {
    const { title, words } = linkProblemWords(link.problem, link.kind)
    return <DoorFrame title={title} lead={<p>{words}</p>} isSignedIn={isSignedIn} />
  }
  if (isInvitation(link)) return <Invitation link={link} token={token} signedIn={signedIn} />
  if (signedIn && signedIn.id !== link.user?.id) return <SomebodyElse link={link} signedIn={signedIn.email} />
  if (link.kind === 'email_change' && link.newEmail)
    return (
      <DoorFrame
        title="Confirm your email"
        isSignedIn={isSignedIn}
        lead={
          <p>
            {link.user?.name} wants to sign in to Plumbline with <strong>{link.newEmail}</strong> instead of{' '}
            {link.user?.email}. Both addresses have to confirm it; this one is {link.email}.
          </p>
        }
      >
        <ConfirmEmail token={token} />
      </DoorFrame>
    )
  return (
    <DoorFrame
      title={link.kind === 'staff_setup' ? 'Set your password' : 'Set a new password'}
      isSignedIn={isSignedIn}
      lead={
        <p>
          You’ll sign in with <strong>{link.email}</strong>. This link works once, and for {LINK_LASTS_WORDS[link.kind]}
          {link.kind === 'password_reset' && '. Wherever you’re signed in now, you’re signed out'}.
        </p>
      }
    >
      <SetPassword token={token} email={link.email} />
    </DoorFrame>
  )
}

/** Somebody opened a link that is for another person. Nothing happens until they say who they are. */
function SomebodyElse({ link, signedIn }: { link: Link; signedIn: string }) {
  return (
    <DoorFrame
      title="This link is for somebody else"
      isSignedIn
      lead={
        <p>
          It was sent to <strong>{link.email}</strong>, and this browser is signed in as <strong>{signedIn}</strong>. If
          it’s yours, sign out, then open the link again. If it isn’t, close this page: nothing was done.
        </p>
      }
    >
      <SignOutButton />
    </DoorFrame>
  )
}
