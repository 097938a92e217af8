import type { ReactNode } from 'react'
import { DrawnFor } from '@/components/drawn-for'
import { ButtonLink } from '@/components/ui/button'
import { ROLE_LABELS, ROLE_WORDS } from '@/lib/orgs/roles'
import type { SignedInUser } from '@/lib/sessions/current-user'
import { hasAccount, type Invitation as Invited } from '@/lib/team/join'
import { DoorFrame } from '../../door-frame'
import { SignOutButton } from '../../sign-out-button'
import { Join } from './join'
import { SignUp } from './sign-up'

type Props = { link: Invited; token: string; signedIn: SignedInUser | null }

/** What an invitation opens: for whoever it was sent to, and what to do instead for anybody else. Nobody joins by looking. */
export async function Invitation({ link, token, signedIn }: Props) {
  const { org, email } = link
  const here = `/link/${token}`
  if (signedIn && signedIn.email !== email)
    return (
      <Frame link={link} isSignedIn>
        <p className="wrap-anywhere">
          This browser is signed in as <strong>{signedIn.email}</strong>, and the invitation is for{' '}
          <strong>{email}</strong>. Nobody has joined. To go on as {email}, sign out first; this page then goes on.
        </p>
        <SignOutButton to={here} label="Sign out and go on" />
      </Frame>
    )
  if (signedIn)
    return (
      <Frame link={link} isSignedIn>
        <DrawnFor id={signedIn.id} name={signedIn.name} />
        <p className="wrap-anywhere">
          You’re signed in as <strong>{email}</strong>.
        </p>
        <Join token={token} company={org.name} />
      </Frame>
    )
  if (await hasAccount(email))
    return (
      <Frame link={link}>
        <p className="wrap-anywhere">
          The invitation is for <strong>{email}</strong>, which has an account. Sign in with it, then press Join.
        </p>
        <ButtonLink variant="primary" size="lg" href={`/sign-in?${new URLSearchParams({ to: here })}`}>
          Sign in to join
        </ButtonLink>
      </Frame>
    )
  return (
    <Frame link={link}>
      <p className="wrap-anywhere">
        You’ll sign in with <strong>{email}</strong>. Choose a password to join.
      </p>
      <SignUp token={token} email={email} />
    </Frame>
  )
}

/** Names the company, who invites, and as what. */
function Frame({ link, isSignedIn = false, children }: { link: Invited; isSignedIn?: boolean; children: ReactNode }) {
  const { org, role, createdByName } = link
  return (
    <DoorFrame
      title={`Join ${org.name}`}
      isSignedIn={isSignedIn}
      lead={
        <p className="wrap-anywhere">
          {createdByName ? `${createdByName} invites you` : 'You’re invited'} to {org.name} as{' '}
          <strong>{ROLE_LABELS[role]}</strong>. {ROLE_WORDS[role]}
        </p>
      }
    >
      {children}
    </DoorFrame>
  )
}
