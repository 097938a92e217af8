'use client'

import { useState } from 'react'
import { Problem } from '@/components/problem'
import { Button } from '@/components/ui/button'
import { usePress } from '@/components/use-press'
import { endOtherSessionsAction, endSessionAction } from './actions'

type Listed = {
  id: string
  /** "Safari on an iPhone" */
  device: string
  address: string
  began: string
  used: string
  isThis: boolean
}

/** Where somebody is signed in. What they don't know they end, here or all at once. */
export function Sessions({ sessions, timeZone }: { sessions: readonly Listed[]; timeZone: string }) {
  const [ended, setEnded] = useState<string | null>(null)
  return (
    <>
      <p className="max-w-prose text-ink-muted">
        If you don’t recognize one of these, sign it out and change your password. It’s out within seconds.
      </p>
      <ul className="mt-4 divide-y divide-hairline">
        {sessions.map((session) => (
          <li key={session.id} className="flex flex-wrap items-center justify-between gap-x-6 gap-y-2 py-4">
            <div className="min-w-0">
              <p className="font-medium">
                {session.device}
                {session.isThis && <span className="font-normal text-ink-muted"> · this one</span>}
              </p>
              <p className="wrap-anywhere text-sm text-ink-muted">
                {session.address} · last used {session.used} · signed in {session.began}
              </p>
            </div>
            {!session.isThis && <EndSession {...session} onEnded={() => setEnded(`${session.device}: signed out.`)} />}
          </li>
        ))}
      </ul>
      <p role="status" className="font-medium">
        {ended}
      </p>
      <div className="mt-2 flex flex-wrap items-center gap-4">
        {sessions.length > 1 && <EndOthers onEnded={setEnded} />}
        <p className="text-sm text-ink-muted">Times are in {timeZone.replaceAll('_', ' ')}.</p>
      </div>
    </>
  )
}

function EndSession({ id, device, used, onEnded }: Pick<Listed, 'id' | 'device' | 'used'> & { onEnded: () => void }) {
  const { press, pending, problem } = usePress(() => endSessionAction({ id }), { onDone: onEnded })
  return (
    <div className="flex flex-wrap items-center gap-3">
      <Button pending={pending} onClick={press} aria-label={`Sign out ${device}, last used ${used}`}>
        Sign out
      </Button>
      <Problem className="w-full">{problem}</Problem>
    </div>
  )
}

function EndOthers({ onEnded }: { onEnded: (said: string) => void }) {
  const { press, pending, problem } = usePress(() => endOtherSessionsAction({}), {
    onDone: () => onEnded('You’re signed out everywhere else.'),
  })
  return (
    <>
      <Button variant="danger" pending={pending} onClick={press}>
        Sign out everywhere else
      </Button>
      <Problem className="w-full">{problem}</Problem>
    </>
  )
}
