'use client'

import { useState } from 'react'
import { answerOf } from '@/components/answer-of'
import { useAsked } from '@/components/confirm-button'
import type { Closing } from '@/components/ui/dialog'
import type { ActionResult } from '@/lib/orgs/action'
import type { RecordPaymentForm } from '@/lib/payments/recorded/typed-entry'
import { UNHEARD_RECORD } from '@/lib/payments/words/recorded-words'
import { CLOSING } from '@/lib/payments/words/screen'

/** What is typed of an entry, as the inputs have it. */
export type TypedEntry = Omit<RecordPaymentForm, 'id' | 'jobNumber' | 'sure' | 'method'> & {
  /** Empty until it is chosen. */
  method: RecordPaymentForm['method'] | ''
  /** Of a correction: why, and the day on which the money came back. */
  why: string
  cameBackOn?: string
}

type Name = keyof TypedEntry

export type Recorded = { id: string; owedCents: number }
/** The problem with each field, in words, or null. */
type Problems = Partial<Record<string, string | null>>

type Options = {
  opened: TypedEntry
  /** Prefix of the fields' ids. */
  prefix: string
  /** What is asked before what is typed is lost. */
  closing: Closing
  /** What is wrong with what is typed, by the rules that the action has too. */
  check: (typed: TypedEntry) => Problems
  send: (typed: TypedEntry, sure: string | null) => Promise<ActionResult<Recorded>>
}

/** The state of a form that records: what is typed, what is wrong with it or was asked about it, the result. */
export function useEntryForm({ opened, prefix, closing, check, send }: Options) {
  const [first] = useState(opened)
  const [typed, setTyped] = useState(opened)
  const [pending, setPending] = useState(false)
  const [unheard, setUnheard] = useState(false)
  const [result, setResult] = useState<Recorded | null>(null)
  const idOf = (name: string) => `${prefix}-${name}`
  const { failure, fail, changed } = useAsked(idOf)

  const submit = async () => {
    if (pending) return
    const problems = Object.entries(check(typed)).flatMap(([name, message]) => (message ? [[name, message]] : []))
    if (problems.length > 0)
      return fail({ message: 'Check the fields marked below.', fields: Object.fromEntries(problems) })
    setPending(true)
    const answered = await answerOf(() => send(typed, failure?.question ?? null))
    if (answered?.ok) setResult(answered.value)
    else if (answered) fail(answered)
    else {
      setUnheard(true)
      fail({ message: UNHEARD_RECORD })
    }
    setPending(false)
  }

  // Another method alone is nothing that could be lost.
  const isDirty = Object.entries(first).some(([name, value]) => name !== 'method' && typed[name as Name] !== value)
  return {
    ...{ typed, pending, result, failure, submit, changed },
    /** What is asked before the form closes, or null. */
    closing: result ? null : unheard ? CLOSING.unheard : isDirty ? closing : null,
    /** What an input and its Field need. */
    bind: <N extends Name>(name: N) => ({
      ...{ id: idOf(name), error: failure?.fields[idOf(name)], value: typed[name] },
      onType: (value: TypedEntry[N]) => {
        setTyped((before) => ({ ...before, [name]: value }))
        changed(name)
      },
    }),
  }
}

export type EntryForm = ReturnType<typeof useEntryForm>
