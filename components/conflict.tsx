'use client'

import { useRouter } from 'next/navigation'
import { useState } from 'react'
import type { Conflict, SaveResult } from '@/lib/edits'
import type { ActionResult } from '@/lib/orgs/action'
import { labelOf } from './summary-lines'
import { Button } from './ui/button'

/**
 * For a form whose save is refused when somebody else saved first.
 * @param what is edited: "customer"
 * @returns the action for useActionForm, and the conflict for ConflictView
 */
export function useConflict<In, T>(what: string, save: (input: In) => Promise<ActionResult<SaveResult<T>>>) {
  const [conflict, setConflict] = useState<Conflict | null>(null)
  const guard = async (input: In): Promise<ActionResult<T>> => {
    setConflict(null)
    const result = await save(input)
    if (!result.ok) return result
    if (result.value.saved) return { ok: true, value: result.value.value }
    setConflict(result.value.conflict)
    return {
      ok: false,
      message: `This ${what} was changed while you were editing. Your changes aren’t saved yet, but they’re still here. Choose which to keep.`,
    }
  }
  return { conflict, guard }
}

type Props = {
  conflict: Conflict | null
  /** The words for a field; its label where left out. */
  nameOf?: (path: string) => string | null | undefined
  onSaveMine: (version: number) => void
  /** Loads theirs where a refreshed page alone doesn't. */
  onDiscard?: () => void
}

/** What differs between theirs and mine, and the choice between them. */
export function ConflictView({ conflict, nameOf = labelOf, onSaveMine, onDiscard }: Props) {
  const router = useRouter()
  if (!conflict) return null
  return (
    <>
      <dl className="mt-3 flex flex-col gap-3">
        {conflict.differences.map(({ path, theirs, mine }) => (
          <div key={path}>
            <dt className="font-medium">{nameOf(path) ?? path}</dt>
            <Version whose="Theirs" text={theirs} />
            <Version whose="Mine" text={mine} />
          </div>
        ))}
      </dl>
      <div className="mt-3 flex flex-wrap gap-3">
        <Button onClick={() => onSaveMine(conflict.version)}>Save mine over theirs</Button>
        <Button variant="ghost" onClick={onDiscard ?? (() => router.refresh())}>
          Discard mine, load theirs
        </Button>
      </div>
    </>
  )
}

const Version = ({ whose, text }: { whose: string; text: string }) => (
  <dd className="flex gap-2">
    <span className="w-14 shrink-0 text-ink-muted">{whose}</span>
    <span className="min-w-0 wrap-anywhere whitespace-pre-line">{text || '(empty)'}</span>
  </dd>
)
