import { useEffect, useRef, useState, useTransition } from 'react'
import type { ActionResult } from '@/lib/orgs/action'
import { answerOf } from './answer-of'

/** Somebody types faster than a server answers. */
const PAUSE = 200

/**
 * A search that runs while somebody types.
 * @param first what is shown before the first search
 * @returns `found` is what the last search found; an answer to an earlier one is dropped
 */
export function useTypedSearch<T>(first: T, ask: (query: string) => Promise<ActionResult<T>>) {
  const [found, setFound] = useState(first)
  const [query, setQuery] = useState('')
  const [problem, setProblem] = useState<string>()
  const [searching, start] = useTransition()
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  const latest = useRef('')
  useEffect(() => () => clearTimeout(timer.current), [])

  const search = (text: string, pause = PAUSE) => {
    setQuery(text)
    latest.current = text
    clearTimeout(timer.current)
    timer.current = setTimeout(() => {
      start(async () => {
        const result = await answerOf(() => ask(text))
        if (latest.current !== text) return
        setProblem(result?.ok ? undefined : (result?.message ?? 'The search didn’t go through. Type again to retry.'))
        if (result?.ok) setFound(result.value)
      })
    }, pause)
  }
  return { found, query, problem, searching, search }
}
