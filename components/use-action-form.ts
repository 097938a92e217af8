'use client'

import { zodResolver } from '@hookform/resolvers/zod'
import { useEffect, useRef, useState, useTransition } from 'react'
import {
  type DefaultValues,
  type FieldErrors,
  type FieldPath,
  type FieldValues,
  type UseFormReturn,
  useForm,
} from 'react-hook-form'
import type { z } from 'zod'
import type { ActionResult } from '@/lib/orgs/action'
import { answerOf } from './answer-of'
import { keepDraft, takeDraft } from './draft'
import { UNSAVED, useUnsavedGuard } from './unsaved-guard'

/** Why the last attempt to submit failed, and its number: the summary takes the focus once for each. */
export type FormFailure = {
  message: string
  fields: Record<string, string>
  attempt: number
  /** The session has ended. */
  signedOut?: boolean
  /** The page is older than the server. */
  newVersion?: boolean
  /** Reloads the page and keeps what was typed. */
  reload?: () => void
}

/** What a form keeps over a reload after a deploy. `beside` is what it shows beside its fields. */
type Draft<Beside> = { name: string; beside?: Beside; restore?: (beside: Beside) => void }

type Options<In extends FieldValues, T, Beside> = {
  /** The action's schema. The form sends what was typed, and the action parses it again. */
  schema: z.ZodType<unknown, In>
  defaultValues: DefaultValues<In>
  action: (input: In) => Promise<ActionResult<T>>
  /** Called after saving. A navigation started here keeps the form pending until it arrives. */
  onSaved: (value: T) => void
  /** Only for a form that asks for no number or key (components/draft.ts). */
  draft?: Draft<Beside>
}

const UNREACHED = 'Can’t reach Plumbline. What you typed is still here. Check your connection and try again.'

function flatten(errors: unknown, path: string, into: Record<string, string>): Record<string, string> {
  if (typeof errors !== 'object' || errors === null) return into
  if ('message' in errors && typeof errors.message === 'string') {
    into[path] ??= errors.message
    return into
  }
  for (const [key, value] of Object.entries(errors)) {
    const part = key === 'root' ? '' : key
    if (key !== 'ref') flatten(value, [path, part].filter(Boolean).join('.'), into)
  }
  return into
}

/** Every error of a form by its field's path. */
const fieldMessages = <In extends FieldValues>(errors: FieldErrors<In>) => flatten(errors, '', {})

/**
 * A form over a server action: validates in the browser with the action's own schema, shows the action's errors at
 * their fields, keeps what was typed, and asks before leaving with unsaved changes. Show `failure` in a FormSummary.
 */
export function useActionForm<In extends FieldValues, T, Beside = undefined>({
  schema,
  defaultValues,
  action,
  onSaved,
  draft,
}: Options<In, T, Beside>) {
  const form = useForm<In>({
    resolver: zodResolver(schema, undefined, { raw: true }),
    defaultValues,
    shouldFocusError: false, // the summary takes the focus
  })
  const { errors, isDirty, isSubmitting } = form.formState
  const [failed, setFailed] = useState<Omit<FormFailure, 'fields'> | null>(null)
  const [saved, setSaved] = useState(false)
  const [moving, startMoving] = useTransition()
  const attempts = useRef(0)
  const [reloading, setReloading] = useState(false)
  const isUnsaved = isDirty && !saved && !reloading
  useUnsavedGuard(isUnsaved ? UNSAVED : null)
  useDraft(form, draft, failed?.newVersion === true)
  // After the guard is off.
  useEffect(() => {
    if (reloading) location.reload()
  }, [reloading])

  const fail = (message: string, { signedOut, newVersion }: Pick<FormFailure, 'signedOut' | 'newVersion'> = {}) =>
    setFailed({ message, signedOut, newVersion, reload: () => setReloading(true), attempt: ++attempts.current })
  const submit = form.handleSubmit(
    async (input) => {
      const result = await answerOf(() => action(input))
      if (!result) return fail(UNREACHED)
      if (result.ok) {
        setFailed(null)
        setSaved(true)
        startMoving(() => onSaved(result.value))
        return
      }
      for (const [path, message] of Object.entries(result.fields ?? {}))
        form.setError(path as FieldPath<In>, { type: 'server', message })
      fail(result.message, result)
    },
    () => fail('Check the fields marked below.'),
  )

  const fields = fieldMessages(errors)
  const failure: FormFailure | null = failed && { ...failed, fields }
  return {
    form,
    submit,
    failure,
    pending: isSubmitting || moving,
    /** It isn't answered yet: a dialog asks before it's left. */
    sending: isSubmitting,
    /** Something was typed that would be lost. */
    isUnsaved,
    /** What a TextField or similar needs for one field. */
    bind: (name: FieldPath<In>): Binding => {
      return { id: name, error: fields[name], input: form.register(name) }
    },
  }
}

/** Brings back what was typed before a reload, and keeps it for one once the page `isOld`. */
function useDraft<In extends FieldValues, Beside>(
  form: UseFormReturn<In>,
  draft: Draft<Beside> | undefined,
  isOld: boolean,
): void {
  const latest = useRef(draft)
  useEffect(() => {
    latest.current = draft
  })
  const name = draft?.name
  useEffect(() => {
    const kept = name && takeDraft<{ values: In; beside: Beside }>(name)
    if (!kept) return
    latest.current?.restore?.(kept.beside)
    form.reset(kept.values, { keepDefaultValues: true })
  }, [form, name])
  useEffect(() => {
    if (!name || !isOld) return
    const keep = () => keepDraft(name, { values: form.getValues(), beside: latest.current?.beside })
    window.addEventListener('pagehide', keep)
    return () => window.removeEventListener('pagehide', keep)
  }, [form, name, isOld])
}

export type Binding = {
  id: string
  error: string | undefined
  input: ReturnType<ReturnType<typeof useForm>['register']>
}
