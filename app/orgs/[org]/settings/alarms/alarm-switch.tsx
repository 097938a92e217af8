'use client'

import { useRouter } from 'next/navigation'
import { useEffect, useId, useState } from 'react'
import { answerOf } from '@/components/answer-of'
import type { OrgAlarm } from '@/lib/security/alarm-kinds'
import { chooseAlarmAction } from './actions'

type Props = {
  orgSlug: string
  kind: OrgAlarm
  title: string
  what: string
  isOn: boolean
  /** It can't be turned off. */
  isFixed: boolean
}

const UNREACHED = 'Can’t reach Plumbline, so this may not be saved. Check your connection, then reload the page to see.'

/** One alarm, on or off. Saved at once; without an answer it shows what held before, and says so. */
export function AlarmSwitch({ orgSlug, kind, title, what, isOn, isFixed }: Props) {
  const router = useRouter()
  const id = useId()
  const [chosen, setChosen] = useState(isOn)
  const [pending, setPending] = useState(false)
  const [problem, setProblem] = useState('')
  useEffect(() => setChosen(isOn), [isOn])

  async function choose(next: boolean) {
    if (pending) return
    setChosen(next)
    setPending(true)
    setProblem('')
    const answer = await answerOf(() => chooseAlarmAction(orgSlug, { kind, isOn: next }))
    setPending(false)
    if (answer?.ok) return router.refresh()
    setChosen(!next)
    setProblem(answer ? answer.message : UNREACHED)
  }

  return (
    <>
      <label className="flex min-h-11 items-start gap-3 py-1" aria-busy={pending || undefined}>
        <input
          type="checkbox"
          checked={chosen}
          disabled={isFixed}
          // Disabled, it would lose the focus.
          aria-disabled={pending || undefined}
          aria-describedby={`${id}-what`}
          className="mt-1 size-5 shrink-0 accent-accent"
          onChange={({ target }) => void choose(target.checked)}
        />
        <span>
          <span className="font-medium">{title}</span>
          <span id={`${id}-what`} className="block text-sm text-ink-muted">
            {what}
          </span>
        </span>
      </label>
      <p role="status" className="pl-8 text-sm font-medium text-danger">
        {problem}
      </p>
    </>
  )
}
