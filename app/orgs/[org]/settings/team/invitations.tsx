'use client'

import { useState } from 'react'
import { Problem } from '@/components/problem'
import { Button } from '@/components/ui/button'
import { Tag } from '@/components/ui/tag'
import { usePress } from '@/components/use-press'
import { resendInvitationAction, revokeInvitationAction } from './actions'

export type ShownInvitation = {
  id: string
  email: string
  role: string
  byName: string
  until: string
  isExpired: boolean
  isSent: boolean
  isTheirs: boolean
  /** Its address, where no mail server is set: on a developer's machine only. */
  address: string | null
}

type Props = { orgSlug: string; invitations: readonly ShownInvitation[] }

/** The invitations that nobody has used yet. */
export function Invitations({ orgSlug, invitations }: Props) {
  const [said, setSaid] = useState('')
  return (
    <>
      <ul className="max-w-3xl divide-y divide-hairline border-t">
        {invitations.map((invitation) => {
          const { id, email, role, byName, until, isExpired, isSent, isTheirs, address } = invitation
          return (
            <li key={id} className="flex flex-wrap items-center justify-between gap-x-6 gap-y-1 py-4">
              <div className="min-w-0">
                <p className="wrap-anywhere flex flex-wrap items-center gap-x-2 font-medium">
                  {email}
                  {isExpired && <Tag>Expired</Tag>}
                </p>
                <p>{role}</p>
                <p className="wrap-anywhere text-sm text-ink-muted">
                  By {byName} · {isExpired ? 'worked' : 'works'} until {until}
                  {!isSent && !isExpired && ' · waits to be sent'}
                </p>
                {address && (
                  <p className="text-sm">
                    <a href={address} className="text-link inline-flex min-h-11 items-center">
                      Open it here: there is no mail server
                    </a>
                  </p>
                )}
              </div>
              {isTheirs && <Acts orgSlug={orgSlug} invitation={invitation} onDone={setSaid} />}
            </li>
          )
        })}
      </ul>
      <p role="status" className="mt-3 font-medium">
        {said}
      </p>
    </>
  )
}

type ActsProps = { orgSlug: string; invitation: ShownInvitation; onDone: (said: string) => void }

function Acts({ orgSlug, invitation: { id, email }, onDone }: ActsProps) {
  const done = (said: string) => ({ onDone: () => onDone(said) })
  const again = usePress(() => resendInvitationAction(orgSlug, { id }), done(`${email} is invited again.`))
  const back = usePress(() => revokeInvitationAction(orgSlug, { id }), done(`The invitation to ${email} is withdrawn.`))
  const problem = again.problem ?? back.problem
  return (
    <div className="-ml-3 flex flex-wrap sm:-mr-3 sm:ml-auto sm:gap-1">
      <Button
        variant="ghost"
        className="px-3!"
        aria-label={`Send the invitation to ${email} again`}
        pending={again.pending}
        onClick={again.press}
      >
        Send again
      </Button>
      <Button
        variant="ghost"
        className="px-3!"
        aria-label={`Withdraw the invitation to ${email}`}
        pending={back.pending}
        onClick={back.press}
      >
        Withdraw
      </Button>
      <Problem className="w-full text-sm">{problem}</Problem>
    </div>
  )
}
