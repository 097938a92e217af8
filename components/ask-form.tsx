'use client'

import { type ReactNode, useId, useRef, useState, useTransition } from 'react'
import type { ActionResult } from '@/lib/orgs/action'
import { answerOf, UNREACHED } from './answer-of'
import { FormSummary } from './form'
import { useLiveHold } from './live'
import { Button, type ButtonVariant } from './ui/button'
import { Dialog } from './ui/dialog'
import { Field, Input, Textarea } from './ui/field'
import type { FormFailure } from './use-action-form'

export type AskedField = {
  name: string
  label: string
  hint?: string
  optional?: boolean
  lines?: number
  type?: 'email'
  /** What it says before anybody has typed. */
  initial?: string
}

export type AskProps = {
  /** The label of the button that opens the dialog. */
  trigger: string
  triggerVariant?: ButtonVariant
  title: string
  /** What happens on confirmation. */
  children: ReactNode
  fields: readonly AskedField[]
  /** A verb: "Link to the job", never "OK". */
  confirmLabel: string
  /** The field whose value the action may question (`fields.sure`). Submitting the same value again confirms it. */
  sureOf?: string
  action: (values: Record<string, string>, sure: string | null) => Promise<ActionResult<unknown>>
}

type Props = Omit<AskProps, 'trigger' | 'triggerVariant'> & {
  values: Record<string, string>
  onType: (values: Record<string, string>) => void
  onClose: () => void
}

type Failed = Omit<Extract<ActionResult<never>, { ok: false }>, 'ok'>

/** A short form that says what will happen, and does it. Keeps what was typed when the action fails. */
export function AskForm({ title, children, fields, confirmLabel, sureOf, action, values, onType, onClose }: Props) {
  const [failure, setFailure] = useState<FormFailure | null>(null)
  const [questioned, setQuestioned] = useState<{ value: string; words: string } | null>(null)
  const [pending, start] = useTransition()
  const attempts = useRef(0)
  const prefix = useId()
  const idOf = (name: string) => `${prefix}-${name}`

  useLiveHold(true)

  const fail = ({ message, fields: errors = {}, signedOut, newVersion }: Failed) => {
    const shown = fields.filter(({ name }) => errors[name]).map(({ name }) => [idOf(name), errors[name] ?? ''])
    setFailure({ message, signedOut, newVersion, fields: Object.fromEntries(shown), attempt: ++attempts.current })
  }
  const submit = () =>
    start(async () => {
      const typed = Object.fromEntries(fields.map(({ name, initial = '' }) => [name, values[name] ?? initial]))
      const value = sureOf === undefined ? '' : (typed[sureOf] ?? '')
      const result = await answerOf(() => action(typed, questioned?.value === value ? questioned.words : null))
      if (!result) return fail({ message: UNREACHED })
      if (!result.ok) {
        if (result.fields?.sure) setQuestioned({ value, words: result.fields.sure })
        return fail(result)
      }
      // In one update with the page that comes back with the answer.
      start(onClose)
    })
  return (
    <Dialog open onOpenChange={onClose} title={title} dismissible={!pending}>
      <form
        noValidate
        className="flex flex-col gap-5"
        onSubmit={(event) => {
          event.preventDefault()
          if (!pending) submit()
        }}
      >
        <div className="flex flex-col gap-2">{children}</div>
        <FormSummary failure={failure} />
        {fields.map(({ name, label, hint, optional, lines = 1, type, initial = '' }) => {
          const control = {
            name,
            value: values[name] ?? initial,
            autoComplete: 'off',
            onChange: (event: { target: { value: string } }) => onType({ ...values, [name]: event.target.value }),
          }
          return (
            <Field
              key={name}
              id={idOf(name)}
              label={label}
              hint={hint}
              optional={optional}
              error={failure?.fields[idOf(name)]}
            >
              {lines > 1 ? (
                <Textarea {...control} rows={lines} maxLength={500} />
              ) : (
                <Input {...control} type={type} inputMode={type} autoCapitalize={type && 'none'} />
              )}
            </Field>
          )
        })}
        <div className="flex flex-col gap-2 sm:flex-row-reverse sm:justify-start">
          <Button type="submit" variant="primary" pending={pending}>
            {confirmLabel}
          </Button>
          <Button variant="ghost" onClick={() => !pending && onClose()}>
            Cancel
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
