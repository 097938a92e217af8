'use client'

import { useRouter } from 'next/navigation'
import { useState, useTransition } from 'react'
import type { ActionResult } from '@/lib/orgs/action'
import { answerOf, UNREACHED } from './answer-of'
import { useWords } from './words'

type Options<T> = {
  /** What follows, with what the action returned. */
  onDone?: (value: T) => void
  /** Whether the page shows what the action changes, so that it's read again. Left out, it does. */
  changesPage?: boolean
}

/** A button over a server action: `pending` while it runs, and the message when it fails. */
export function usePress<T>(action: () => Promise<ActionResult<T>>, { onDone, changesPage = true }: Options<T> = {}) {
  const router = useRouter()
  const [pending, start] = useTransition()
  const [problem, setProblem] = useState<string | null>(null)
  const { known } = useWords()
  const press = () =>
    start(async () => {
      setProblem(null)
      const result = await answerOf(action)
      if (!result?.ok) return setProblem(known(result?.message ?? UNREACHED))
      onDone?.(result.value)
      // The page as it is then belongs to the press: the button is pending until it's there.
      if (changesPage) start(() => router.refresh())
    })
  return { press, pending, problem }
}
