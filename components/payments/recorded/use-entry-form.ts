'use client'

import { useState } from 'react'
import type { FormFailure } from '@/components/use-action-form'
import type { ActionResult } from '@/lib/orgs/action'
import type { RecordPaymentForm } from '@/lib/payments/recorded/typed-entry'
import { UNHEARD_RECORD } from '@/lib/payments/words/recorded-words'

/** What is typed of an entry, as the inputs have it. */
export type TypedEntry = Omit<RecordPaymentForm, 'id' | 'jobNumber' | 'sure' | 'method'> & {
  /** Empty until it is chosen. */
  method: RecordPaymentForm['method'] | ''
  /** Of a correction: why, and the day on which the money came back. */
  why: string
  cameBackOn?: string
}

export type Recorded = { id: string; owedCents: number }
/** The problem with each field, in words, or null. */
type Problems = Partial<Record<string, string | null>>

type Options = {
  opened: TypedEntry
  /** Prefix of the fields' ids. */
  prefix: string
  /** What is wrong with what is typed, by the rules that the action has too. */
  check: (typed: TypedEntry) => Problems
  send: (typed: TypedEntry, sure: string | null) => Promise<ActionResult<Recorded>>
}

/** The state of a form that records: what is typed, what is wrong with it, the question that was asked, the result. */
export function useEntryForm({ opened, prefix, check, send }: Options) {
  const [typed, setTyped] = useState(opened)
  const [errors, setErrors] = useState<Partial<Record<string, string>>>({})
  const [failure, setFailure] = useState<Omit<FormFailure, 'fields'> | null>(null)
  const [question, setQuestion] = useState<string | null>(null)
  const [pending, setPending] = useState(false)
  const [result, setResult] = useState<Recorded | null>(null)
  const idOf = (name: keyof TypedEntry) => `${prefix}-${name}`

  const fail = (message: string, fields: Record<string, string> = {}, signedOut = false) => {
    setErrors(fields)
    setFailure((before) => ({ message, signedOut, attempt: (before?.attempt ?? 0) + 1 }))
  }
  const submit = async () => {
    if (pending) return
    const problems = Object.entries(check(typed)).flatMap(([name, message]) => (message ? [[name, message]] : []))
    if (problems.length > 0) return fail('Check the fields marked below.', Object.fromEntries(problems))
    setPending(true)
    try {
      const answered = await send(typed, question)
      if (answered.ok) setResult(answered.value)
      else {
        const { sure = null, ...fields } = answered.fields ?? {}
        setQuestion(sure)
        fail(answered.message, fields, answered.signedOut)
      }
    } catch {
      fail(UNHEARD_RECORD)
    }
    setPending(false)
  }

  const fields = Object.fromEntries(
    Object.entries(errors).flatMap(([name, message]) => (message ? [[`${prefix}-${name}`, message]] : [])),
  )
  return {
    ...{ typed, pending, result, question, submit },
    failure: failure && { ...failure, fields },
    /** What an input and its Field need. Typing takes the question back: it was about other facts. */
    bind: <N extends keyof TypedEntry>(name: N) => ({
      ...{ id: idOf(name), error: errors[name], value: typed[name] },
      onType: (value: TypedEntry[N]) => {
        setTyped((before) => ({ ...before, [name]: value }))
        setErrors((before) => ({ ...before, [name]: undefined }))
        setQuestion(null)
      },
    }),
  }
}

export type EntryForm = ReturnType<typeof useEntryForm>
