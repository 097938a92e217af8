'use client'

import { useRouter } from 'next/navigation'
import { type ReactNode, useState } from 'react'
import { Problem } from '@/components/problem'
import { Button } from '@/components/ui/button'
import { ConfirmDialog } from '@/components/ui/confirm-dialog'
import { usePress } from '@/components/use-press'
import { ROLE_LABELS } from '@/lib/orgs/roles'
import type { TeamRole } from '@/lib/team/rules'
import { handOverAction, leaveAction, removeMemberAction } from './actions'
import { ChangeRole } from './change-role'

export type ListedMember = {
  userId: string
  name: string
  email: string
  role: TeamRole
  isSelf: boolean
  /** Whether the user changes and removes them. */
  isTheirs: boolean
}

type Props = {
  orgSlug: string
  orgName: string
  members: readonly ListedMember[]
  /** The roles that the user gives. */
  roles: readonly TeamRole[]
  isOwner: boolean
}

type Act = 'change' | 'remove' | 'hand over' | 'leave'

/** The people of a company, and what the user may do about each. */
export function Members({ orgSlug, orgName, members, roles, isOwner }: Props) {
  const router = useRouter()
  const [asked, setAsked] = useState<{ act: Act; member: ListedMember } | null>(null)
  const [said, setSaid] = useState('')
  const close = () => setAsked(null)
  /** @param isOut what was done has signed the user out, too */
  const done = (words: string, isOut: boolean) => {
    close()
    if (isOut) return window.location.assign('/')
    setSaid(words)
    router.refresh()
  }
  return (
    <>
      <ul className="max-w-3xl divide-y divide-hairline border-t">
        {members.map((member) => {
          const { userId, name, email, role, isSelf, isTheirs } = member
          const ask = (act: Act) => () => {
            setSaid('')
            setAsked({ act, member })
          }
          return (
            <li key={userId} className="flex flex-wrap items-center justify-between gap-x-6 gap-y-1 py-4">
              <div className="min-w-0">
                <p className="wrap-anywhere font-medium">
                  {name}
                  {isSelf && <span className="font-normal text-ink-muted"> · you</span>}
                </p>
                <p className="wrap-anywhere text-sm text-ink-muted">{email}</p>
                <p>{ROLE_LABELS[role]}</p>
              </div>
              <div className="-ml-3 flex flex-wrap sm:-mr-3 sm:ml-auto sm:gap-1">
                {isTheirs && (
                  <Button
                    variant="ghost"
                    className="px-3!"
                    aria-label={`Change the role of ${name}`}
                    onClick={ask('change')}
                  >
                    Change role
                  </Button>
                )}
                {isOwner && !isSelf && (
                  <Button
                    variant="ghost"
                    className="px-3!"
                    aria-label={`Hand ownership over to ${name}`}
                    onClick={ask('hand over')}
                  >
                    Hand over
                  </Button>
                )}
                {isSelf ? (
                  <Button variant="ghost" className="px-3!" aria-label={`Leave ${orgName}`} onClick={ask('leave')}>
                    Leave
                  </Button>
                ) : (
                  isTheirs && (
                    <Button variant="ghost" className="px-3!" aria-label={`Remove ${name}`} onClick={ask('remove')}>
                      Remove
                    </Button>
                  )
                )}
              </div>
            </li>
          )
        })}
      </ul>
      <p role="status" className="mt-3 font-medium">
        {said}
      </p>
      {asked?.act === 'change' && (
        <ChangeRole
          orgSlug={orgSlug}
          member={asked.member}
          roles={roles}
          onClose={close}
          onSaved={(role) =>
            done(`${asked.member.name} is now ${ROLE_LABELS[role]}.`, asked.member.isSelf && role !== asked.member.role)
          }
        />
      )}
      {asked?.act === 'remove' && (
        <Sure
          title={`Remove ${asked.member.name} from the team?`}
          label="Remove"
          keep="Keep them"
          action={() => removeMemberAction(orgSlug, { userId: asked.member.userId, was: asked.member.role })}
          onDone={() => done(`${asked.member.name} is no longer in the team.`, false)}
          onClose={close}
        >
          They’re signed out everywhere within seconds, and can no longer open {orgName}. Invitations that they sent
          end. What they did stays under their name. You can invite them again.
        </Sure>
      )}
      {asked?.act === 'leave' && (
        <Sure
          title={`Leave ${orgName}?`}
          label="Leave"
          keep="Stay"
          action={() => leaveAction(orgSlug, {})}
          onDone={() => done('', true)}
          onClose={close}
        >
          You’re signed out everywhere, and can no longer open {orgName}. What you did stays under your name. You come
          back only by an invitation.
        </Sure>
      )}
      {asked?.act === 'hand over' && (
        <Sure
          title={`Hand ownership over to ${asked.member.name}?`}
          label="Hand over"
          keep="Stay owner"
          action={() => handOverAction(orgSlug, { userId: asked.member.userId, was: asked.member.role })}
          onDone={() => done('', true)}
          onClose={close}
        >
          {asked.member.name} becomes an owner, and you become an admin. Only an owner can change that back. You’re both
          signed out everywhere, and sign in again.
        </Sure>
      )}
    </>
  )
}

type SureProps = {
  title: string
  label: string
  keep: string
  action: Parameters<typeof usePress>[0]
  onDone: () => void
  onClose: () => void
  children: ReactNode
}

/** Asks before it's done, and says why it wasn't. */
function Sure({ title, label, keep, action, onDone, onClose, children }: SureProps) {
  const { press, pending, problem } = usePress(action, { onDone, changesPage: false })
  return (
    <ConfirmDialog
      open
      onOpenChange={(open) => !open && !pending && onClose()}
      title={title}
      cancelLabel={keep}
      confirmLabel={label}
      pending={pending}
      onConfirm={press}
    >
      {children}
      <Problem className="mt-3">{problem}</Problem>
    </ConfirmDialog>
  )
}
