'use client'

import { useRouter } from 'next/navigation'
import { useState, useTransition } from 'react'
import type { ActionResult } from '@/lib/orgs/action'
import { answerOf, UNREACHED } from './answer-of'
import { useWords } from './words'

/**
 * A button over a server action: `pending` while it runs, and the message when it fails.
 * @param onDone what follows; left out, the page is read again
 */
export function usePress<T>(action: () => Promise<ActionResult<T>>, onDone?: (value: T) => void) {
  const router = useRouter()
  const [pending, start] = useTransition()
  const [problem, setProblem] = useState<string | null>(null)
  const { known } = useWords()
  const press = () =>
    start(async () => {
      setProblem(null)
      const result = await answerOf(action)
      if (!result?.ok) return setProblem(known(result?.message ?? UNREACHED))
      if (onDone) return onDone(result.value)
      // The page as it is then belongs to the press: the button is pending until it's there.
      start(() => router.refresh())
    })
  return { press, pending, problem }
}
