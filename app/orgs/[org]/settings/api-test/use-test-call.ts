'use client'

import { useRef, useState, useTransition } from 'react'
import { answerOf, NEW_VERSION } from '@/components/answer-of'
import { UNSAVED, useUnsavedGuard } from '@/components/unsaved-guard'
import type { FormFailure } from '@/components/use-action-form'
import { layOutJson } from '@/lib/api-test/json'
import type { Template } from '@/lib/api-test/routes'
import { type TestCall, testCallSchema } from '@/lib/api-test/schema'
import type { TestAnswer } from '@/lib/api-test/send-test-call'
import { describeTestCallAction, sendTestCallAction } from './actions'

export type AnsweredCall = { method: TestCall['method']; path: string; answer: TestAnswer; count: number }

function mistakesIn(typed: TestCall): Record<string, string> {
  const { error } = testCallSchema.safeParse(typed)
  return Object.fromEntries((error?.issues ?? []).map(({ path, message }) => [path.join('.'), message]).reverse())
}

/** The empty object in an answer to GET /v4/new/…, laid out for editing, or null when there is none. */
function readTemplate(answer: TestAnswer): string | null {
  if (answer.kind !== 'answered' || answer.status !== 200) return null
  try {
    const { Response } = JSON.parse(answer.text) as { Response?: unknown }
    return typeof Response === 'object' && Response !== null ? layOutJson(JSON.stringify(Response)) : null
  } catch {
    return null
  }
}

/** What the user typed into the API Test Tool, and the result of sending it. */
export function useTestCall(orgSlug: string) {
  const [typed, setTyped] = useState<TestCall>({ method: 'GET', path: '/v4/customer', body: '' })
  const [failed, setFailed] = useState<Omit<FormFailure, 'fields'> | null>(null)
  const [asking, setAsking] = useState<string[] | null>(null)
  const [answered, setAnswered] = useState<AnsweredCall | null>(null)
  const [templateProblem, setTemplateProblem] = useState<string>()
  const [replacedBody, setReplacedBody] = useState('')
  const [harmlessBody, setHarmlessBody] = useState('') // may be lost without asking: sent already, or not typed
  const [sending, startSending] = useTransition()
  const [filling, startFilling] = useTransition()
  const counter = useRef(0)
  useUnsavedGuard(typed.body.trim() !== '' && typed.body !== harmlessBody ? UNSAVED : null)

  const mistakes = failed ? mistakesIn(typed) : {}
  const failure: FormFailure | null = failed && { ...failed, fields: mistakes }
  const fail = (message: string, { signedOut, newVersion }: Pick<FormFailure, 'signedOut' | 'newVersion'> = {}) =>
    setFailed({ message, signedOut, newVersion, attempt: ++counter.current })

  /** Asks whether to send it, with what it would do. */
  const ask = () =>
    startSending(async () => {
      const result = await answerOf(() => describeTestCallAction(orgSlug, typed))
      if (!result)
        return fail('Can’t reach Plumbline. What you typed is still here. Check your connection and try again.')
      if (!result.ok) return fail(result.message, result)
      setFailed(null)
      setAsking(result.value)
    })

  const send = (confirmed: boolean) =>
    startSending(async () => {
      const { method, path } = typed
      const result = await answerOf(() => sendTestCallAction(orgSlug, { ...typed, confirmed }))
      if (!result)
        return fail(
          method === 'GET'
            ? 'Can’t reach Plumbline. What you typed is still here. Check your connection and try again.'
            : 'Can’t reach Plumbline, so the call may or may not have been sent. Check the audit log before you send it again.',
        )
      if (!result.ok) return fail(result.message, result)
      setFailed(null)
      setHarmlessBody(typed.body)
      setAnswered({ method, path: path.trim(), answer: result.value, count: ++counter.current })
    })

  return {
    typed,
    change: (part: Partial<TestCall>) => setTyped((before) => ({ ...before, ...part })),
    mistakes,
    failure,
    sending,
    answered,
    /** Sends the call: a GET at once, anything else after the user confirms. */
    submit() {
      if (sending) return
      if (Object.keys(mistakesIn(typed)).length > 0) return fail('Check the fields marked below.')
      if (typed.method === 'GET') send(false)
      else ask()
    },
    /** What the call would do, while it is asked whether to send it. */
    asking,
    stopAsking: () => setAsking(null),
    confirm() {
      setAsking(null) // before the call: the dialog returns the focus, and the answer takes it later
      send(true)
    },
    filling,
    templateProblem,
    /** Replaces the body with an empty object from the endpoint itself. */
    fill: (template: Template) =>
      startFilling(async () => {
        const call = { method: 'GET', path: `/v4/new/${template}`, body: '', confirmed: false } as const
        const result = await answerOf(() => sendTestCallAction(orgSlug, call))
        const empty = result?.ok ? readTemplate(result.value) : null
        const isOld = result?.ok === false && result.newVersion
        const problem = 'PaySimple didn’t send an empty object. Try again, or type the body yourself.'
        setTemplateProblem(empty ? undefined : isOld ? NEW_VERSION : problem)
        if (!empty) return
        setReplacedBody(typed.body !== empty && typed.body !== harmlessBody ? typed.body : '')
        setHarmlessBody(empty)
        setTyped((before) => ({ ...before, body: empty }))
      }),
    /** Brings back the body that an empty object replaced. */
    putBack: replacedBody.trim()
      ? () => {
          setTyped((before) => ({ ...before, body: replacedBody }))
          setReplacedBody('')
          document.getElementById('body')?.focus() // the pressed button is gone
        }
      : undefined,
  }
}
