import type { Metadata } from 'next'
import { DrawnFor } from '@/components/drawn-for'
import { KeepFocus } from '@/components/keep-focus'
import { PageHeader } from '@/components/page-header'
import { StepUp } from '@/components/step-up'
import { ButtonLink } from '@/components/ui/button'
import { Section } from '@/components/ui/section'
import { formatInstant } from '@/lib/dates'
import { env } from '@/lib/env'
import { listMyOrgs, redirectToSignIn } from '@/lib/orgs/context'
import { ROLE_LABELS } from '@/lib/orgs/roles'
import { listMethods, methodsInWords } from '@/lib/second-step/methods'
import { getCurrentUser, getSession } from '@/lib/sessions/current-user'
import { deviceInWords } from '@/lib/sessions/device-words'
import { listOwnSessions } from '@/lib/sessions/own-sessions'
import { givePasswordAction } from '../(auth)/actions'
import { PlainFrame } from '../(auth)/plain-frame'
import { SECOND_STEP } from '../(auth)/second-step/again'
import { Companies } from './companies'
import { EmailForm, NameForm } from './details-forms'
import { PasswordForm } from './password-form'
import { Sessions } from './sessions'

export const metadata: Metadata = { title: 'Account' }

/** A person's own: name, email, password, second step, and where they are signed in. The same for every role, and staff. */
export default async function AccountPage() {
  const [user, session] = [await getCurrentUser(), await getSession()]
  if (!user || !session) return redirectToSignIn()
  const [{ sessions, timeZone }, companies] = await Promise.all([listOwnSessions(user.id), listMyOrgs(user.id)])
  const listed = sessions.map(({ id, userAgent, address, createdAt, seenAt }) => ({
    id,
    device: deviceInWords(userAgent),
    address: address || 'an unknown address',
    began: formatInstant(createdAt, timeZone),
    used: formatInstant(seenAt, timeZone),
    isThis: id === session.id,
  }))
  return (
    <PlainFrame title="Your account" link={{ href: '/', label: 'Home' }}>
      <DrawnFor id={user.id} name={user.name} />
      <StepUp email={user.email} givePassword={givePasswordAction} secondStep={SECOND_STEP} />
      <KeepFocus />
      <PageHeader title={user.name}>{user.email}</PageHeader>
      <Section title="Name" id="name-section">
        <NameForm name={user.name} />
      </Section>
      <Section title="Email" id="email-section" className="mt-10">
        <EmailForm email={user.email} isMailKept={!env().SMTP_URL} />
      </Section>
      <Section title="Where you’re signed in" id="sessions" className="mt-10">
        <Sessions
          sessions={[...listed.filter(({ isThis }) => isThis), ...listed.filter(({ isThis }) => !isThis)]}
          timeZone={timeZone}
        />
      </Section>
      <Section title="Two-step sign-in" id="second-step" className="mt-10">
        <p className="mb-4 max-w-prose text-ink-muted">{methodsInWords(await listMethods(user.id))}</p>
        <ButtonLink href="/account/second-step">Set up or change</ButtonLink>
      </Section>
      <Section title="Password" id="password-section" className="mt-10">
        <PasswordForm email={user.email} />
      </Section>
      {companies.length > 0 && (
        <Section title="Your companies" id="companies" className="mt-10">
          <Companies companies={companies.map(({ role, ...company }) => ({ ...company, role: ROLE_LABELS[role] }))} />
        </Section>
      )}
    </PlainFrame>
  )
}
