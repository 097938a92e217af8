'use client'

import { useState, useTransition } from 'react'
import type { ActionResult } from '@/lib/orgs/action'

const UNREACHED = 'Plumbline could not be reached. Check the connection and try again.'

/** A button over a server action: pending while it runs, and why it did not do it. */
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
