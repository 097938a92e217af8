'use client'

import { clsx } from 'clsx'
import { type ComponentProps, useRef, useState } from 'react'
import type { ActionResult } from '@/lib/orgs/action'
import { anyway, questionSentence } from '@/lib/payments/words/screen'
import { FormSummary } from './form'
import { Button } from './ui/button'
import type { FormFailure } from './use-action-form'

// A form in a dialog whose action may ask about what is odd (`fields.sure`) before it does it.

type Failed = Omit<Extract<ActionResult<never>, { ok: false }>, 'ok'>
/** Why the last press did nothing; with a `question`, that it only asked. */
export type Asked = FormFailure & { question: string | null }

/** @param idOf the id of a field's input, by the name that the action has for it */
export function useAsked(idOf: (name: string) => string) {
  const [failure, setFailure] = useState<Asked | null>(null)
  const attempts = useRef(0)
  return {
    failure,
    fail: ({ message, fields = {}, signedOut, newVersion }: Failed) => {
      const { sure: question = null, ...errors } = fields
      const byId = Object.fromEntries(Object.entries(errors).map(([name, error]) => [idOf(name), error]))
      setFailure({ ...{ message, signedOut, newVersion, question, fields: byId }, attempt: ++attempts.current })
    },
    /** A field was typed into: its error goes, and a question goes, which was about other facts. */
    changed: (name: string) =>
      setFailure((before) => {
        if (!before || before.question !== null) return null
        return {
          ...before,
          fields: Object.fromEntries(Object.entries(before.fields).filter(([id]) => id !== idOf(name))),
        }
      }),
  }
}

type SummaryProps = { failure: Asked | null; label: string }

/** What went wrong, or the question with the button that answers it. `label`: of the ConfirmButton. */
export function ConfirmSummary({ failure, label }: SummaryProps) {
  const question = failure?.question ?? null
  return (
    <FormSummary
      failure={failure && question !== null ? { ...failure, message: questionSentence(question, label) } : failure}
    />
  )
}

type ButtonProps = Omit<ComponentProps<typeof Button>, 'children'> & {
  label: string
  /** What was asked and isn't answered, or null. */
  question: string | null
}

/**
 * The button that does it. With a question it is another button with another label, which can't be pressed in its first
 * moments: the press may be the second half of the double press that was asked about.
 */
export function ConfirmButton({ label, question, className, ...props }: ButtonProps) {
  return (
    <Button
      key={question}
      {...props}
      variant="primary"
      className={clsx(className, question !== null && 'animate-arrive')}
    >
      <span>{question === null ? label : anyway(label)}</span>
    </Button>
  )
}
