import type { Metadata } from 'next'
import { DrawnFor } from '@/components/drawn-for'
import { PageHeader } from '@/components/page-header'
import { StepUp } from '@/components/step-up'
import { Alert } from '@/components/ui/alert'
import { formatInstant } from '@/lib/dates'
import { forUser } from '@/lib/db'
import { env } from '@/lib/env'
import { redirectToSignIn } from '@/lib/orgs/context'
import { ownPath } from '@/lib/own-path'
import { firstParam } from '@/lib/search'
import { listMethods, listRequiring, offersOf } from '@/lib/second-step/methods'
import { canUsePasskeys } from '@/lib/second-step/passkeys'
import { getCurrentUser, getSession } from '@/lib/sessions/current-user'
import { deviceInWords } from '@/lib/sessions/device-words'
import { listOwnSessions } from '@/lib/sessions/own-sessions'
import { givePasswordAction } from '../../(auth)/actions'
import { PlainFrame } from '../../(auth)/plain-frame'
import { SECOND_STEP } from '../../(auth)/second-step/again'
import { SecondSteps } from './second-steps'

export const metadata: Metadata = { title: 'Two-step sign-in' }

/** Where people set up their second step, and where those are led whose company requires one. */
export default async function SecondStepsPage({ searchParams }: PageProps<'/account/second-step'>) {
  const [user, session] = [await getCurrentUser(), await getSession()]
  if (!user || !session) return redirectToSignIn()
  const methods = await listMethods(user.id)
  const requiring = await forUser(user.id, (tx) => listRequiring(tx, user.id))
  const { sessions, timeZone } = await listOwnSessions(user.id)
  const asked = firstParam((await searchParams).to)
  const to = ownPath(asked, new URL(env().APP_URL))
  const { app, passkey } = offersOf(methods)
  const isLacking = requiring.length > 0 && !app && !passkey
  const on = (at: Date) => formatInstant(at, timeZone)
  return (
    <PlainFrame title="Your account" link={{ href: '/account', label: 'Back' }}>
      <DrawnFor id={user.id} name={user.name} />
      <StepUp email={user.email} givePassword={givePasswordAction} secondStep={SECOND_STEP} />
      <PageHeader title="Two-step sign-in">
        A stolen password alone then opens nothing: signing in also takes a code from your phone, or a passkey.
      </PageHeader>
      {isLacking && (
        <Alert
          tone="info"
          title={`${requiring.join(' and ')} ${requiring.length === 1 ? 'requires' : 'require'} this`}
          className="mb-8"
        >
          <p className="max-w-prose">
            Set up one of the two below. It takes a minute, and then you go on where you were.
          </p>
        </Alert>
      )}
      <SecondSteps
        appSince={methods.appSince && on(methods.appSince)}
        passkeys={methods.passkeys.map(({ id, name, createdAt, usedAt }) => ({
          ...{ id, name, made: on(createdAt), used: usedAt && on(usedAt) },
        }))}
        codesLeft={methods.codesLeft}
        canUsePasskeys={canUsePasskeys()}
        device={deviceInWords(sessions.find(({ id }) => id === session.id)?.userAgent ?? '')}
        to={asked ? to : null}
      />
    </PlainFrame>
  )
}
