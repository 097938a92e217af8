'use client'

import { useState, useTransition } from 'react'
import type { ActionResult } from '@/lib/orgs/action'
import { answerOf, UNREACHED } from './answer-of'
import { useWords } from './words'

/** A button over a server action: `pending` while it runs, and the message when it fails. */
export function usePress<T>(action: () => Promise<ActionResult<T>>, onDone: (value: T) => void = () => {}) {
  const [pending, start] = useTransition()
  const [problem, setProblem] = useState<string | null>(null)
  const { known } = useWords()
  const press = () =>
    start(async () => {
      setProblem(null)
      const result = await answerOf(action)
      if (!result?.ok) return setProblem(known(result?.message ?? UNREACHED))
      onDone(result.value)
    })
  return { press, pending, problem }
}
