'use client'

import { useRouter } from 'next/navigation'
import { type ReactNode, useState } from 'react'
import type { DefaultValues, FieldPath, FieldValues } from 'react-hook-form'
import type { z } from 'zod'
import type { ActionResult } from '@/lib/orgs/action'
import { ActionForm, FormSummary } from './form'
import { Button } from './ui/button'
import { type Binding, useActionForm } from './use-action-form'

type Props<In extends FieldValues> = {
  schema: z.ZodType<unknown, In>
  defaultValues: DefaultValues<In>
  action: (input: In) => Promise<ActionResult<unknown>>
  /** On the button. */
  save: string
  /** Said beside it after saving, until something is typed. */
  said?: ReactNode
  /** Whether the fields are empty again after saving. */
  isEmptied?: boolean
  children: (bind: (name: FieldPath<In>) => Binding) => ReactNode
}

/** A form of settings: saved on its own, it stays where it is and says so. */
export function SavedForm<In extends FieldValues>({
  save,
  said = 'Saved.',
  isEmptied,
  children,
  ...options
}: Props<In>) {
  const router = useRouter()
  const [saved, setSaved] = useState(false)
  const { form, submit, bind, failure, pending } = useActionForm<In, unknown>({
    ...options,
    onSaved: () => {
      form.reset(isEmptied ? undefined : form.getValues())
      setSaved(true)
      router.refresh()
    },
  })
  return (
    <ActionForm onSubmit={submit} onChange={() => setSaved(false)}>
      <FormSummary failure={failure} />
      {children(bind)}
      <div className="flex flex-wrap items-center gap-4">
        <Button type="submit" variant="primary" pending={pending}>
          {save}
        </Button>
        <p role="status" className="font-medium">
          {saved && !failure ? said : ''}
        </p>
      </div>
    </ActionForm>
  )
}
