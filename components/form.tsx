'use client'

import { type ComponentProps, type ReactNode, useEffect, useRef, useState } from 'react'
import { CircleAlert } from '@/components/icons/ui'
import { summaryLines } from './summary-lines'
import { Button } from './ui/button'
import { Field, Input, Select, Textarea } from './ui/field'
import type { Binding, FormFailure } from './use-action-form'
import { useWords } from './words'

/**
 * Says why nothing was saved, with a link to each invalid field in the order of the page. Takes the focus at each
 * attempt.
 */
export function FormSummary({ failure, children }: { failure: FormFailure | null; children?: ReactNode }) {
  const box = useRef<HTMLDivElement>(null)
  const { say, known } = useWords()
  const attempt = failure?.attempt
  useEffect(() => {
    if (attempt) box.current?.focus()
  }, [attempt])
  const [named, setNamed] = useState<FormFailure>()
  if (!failure) return null
  const fields = Object.keys(failure.fields)
  const isNamed = named?.attempt === failure.attempt
  if (fields.length > 0 && !isNamed) setNamed(failure)
  // Says nothing once every field it named is valid.
  if (isNamed && fields.length === 0) return null
  // What a field says stands in its link already.
  const isAField = isNamed && Object.values(named.fields).includes(failure.message)
  return (
    <div
      ref={box}
      tabIndex={-1}
      role="alert"
      className="flex gap-3 rounded-md border-2 border-danger bg-sheet px-4 py-3 focus:outline-2 focus:outline-offset-2 focus:outline-accent"
    >
      <CircleAlert className="mt-0.5 size-5 shrink-0 text-danger" />
      <div className="min-w-0 flex-1 wrap-anywhere">
        <p className="font-semibold text-danger">
          {isAField ? say('Check the fields marked below.') : known(failure.message)}
        </p>
        {fields.length > 0 && (
          <ul className="mt-1">
            {summaryLines(failure.fields, known).map(({ path, words }) => (
              <li key={path}>
                <a
                  href={`#${path}`}
                  className="text-link inline-flex min-h-8 items-center"
                  onClick={(event) => {
                    const field = document.getElementById(path)
                    if (!field) return
                    event.preventDefault()
                    field.focus()
                  }}
                >
                  {words}
                </a>
              </li>
            ))}
          </ul>
        )}
        {failure.signedOut && <SignInElsewhere />}
        {failure.newVersion && (
          <Button className="mt-3" onClick={failure.reload ?? (() => location.reload())}>
            {say('Reload the page')}
          </Button>
        )}
        {children}
      </div>
    </div>
  )
}

/** Signs in in another tab, so that what's typed here isn't lost when the session ends. */
export const SignInElsewhere = () => (
  <a href="/sign-in" target="_blank" rel="noopener" className="text-link inline-flex min-h-11 items-center">
    Sign in in another tab
  </a>
)

/**
 * A form element for useActionForm. `method="post"` because submitting before the page is ready would otherwise put
 * what was typed into the address.
 */
export function ActionForm({ children, ...props }: ComponentProps<'form'>) {
  return (
    <form method="post" noValidate className="flex max-w-2xl flex-col gap-6" {...props}>
      {children}
    </form>
  )
}

/** A titled group of fields: a fieldset with a legend. */
export function FieldGroup({ legend, children }: { legend: ReactNode; children: ReactNode }) {
  return (
    <fieldset className="flex min-w-0 flex-col gap-4 border-t pt-5">
      <legend className="float-left mb-1 w-full text-lg font-semibold tracking-tight">{legend}</legend>
      {children}
    </fieldset>
  )
}

type BoundProps = {
  label: ReactNode
  hint?: ReactNode
  optional?: boolean
  binding: Binding
}

/** A Field and Input for one field of a useActionForm: `<TextField label="Last name" binding={bind('lastName')} />`. */
export function TextField({
  label,
  hint,
  optional,
  binding: { input, ...field },
  className,
  ...props
}: BoundProps & ComponentProps<typeof Input>) {
  return (
    <Field {...{ label, hint, optional, className }} {...field}>
      {/* The customer's data, not the contractor's: the browser would autofill the wrong person. */}
      <Input autoComplete="off" {...props} {...input} />
    </Field>
  )
}

export function TextareaField({
  label,
  hint,
  optional,
  binding: { input, ...field },
  className,
  ...props
}: BoundProps & ComponentProps<'textarea'>) {
  return (
    <Field label={label} hint={hint} optional={optional} className={className} {...field}>
      <Textarea {...props} {...input} />
    </Field>
  )
}

export function SelectField({
  label,
  hint,
  optional,
  binding: { input, ...field },
  className,
  ...props
}: BoundProps & ComponentProps<'select'>) {
  return (
    <Field label={label} hint={hint} optional={optional} className={className} {...field}>
      <Select {...props} {...input} />
    </Field>
  )
}
