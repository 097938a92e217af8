'use client'

import { useState, useTransition } from 'react'
import type { ActionResult } from '@/lib/orgs/action'

const UNREACHED = 'Can’t reach Plumbline. Check your connection and try again.'

/** A button over a server action: `pending` while it runs, and the message when it fails. */
export function usePress<T>(action: () => Promise<ActionResult<T>>, onDone: (value: T) => void = () => {}) {
  const [pending, start] = useTransition()
  const [problem, setProblem] = useState<string | null>(null)
  const press = () =>
    start(async () => {
      setProblem(null)
      try {
        const result = await action()
        if (!result.ok) return setProblem(result.message)
        onDone(result.value)
      } catch {
        setProblem(UNREACHED)
      }
    })
  return { press, pending, problem }
}
