'use client'

import { useRef } from 'react'
import { TextField } from '@/components/form'
import { Trash2 } from '@/components/icons/records'
import { Plus } from '@/components/icons/ui'
import { Button } from '@/components/ui/button'
import type { Binding } from '@/components/use-action-form'
import { MAX_PEOPLE } from '@/lib/customer-links/schema'

type Props = {
  /** Of `useFieldArray` over `people`. */
  fields: readonly { id: string }[]
  onAdd: (at: number) => void
  onRemove: (at: number) => void
  bind: (name: `people.${number}.${'name' | 'email'}`) => Binding
}

/** Who gets an email: a name and an address each. */
export function PeopleFields({ fields, onAdd, onRemove, bind }: Props) {
  const add = useRef<HTMLButtonElement>(null)
  return (
    <>
      <ul className="flex flex-col gap-4">
        {fields.map((field, at) => (
          <li key={field.id}>
            <fieldset className="grid grid-cols-[minmax(0,1fr)_auto] items-start gap-3 sm:grid-cols-[minmax(0,2fr)_minmax(0,3fr)_auto]">
              <legend className="sr-only">{`Person ${at + 1}`}</legend>
              <TextField label="Name" binding={bind(`people.${at}.name`)} className="col-span-full sm:col-span-1" />
              <TextField
                label="Email address"
                type="email"
                inputMode="email"
                autoCapitalize="none"
                binding={bind(`people.${at}.email`)}
                className={fields.length === 1 ? 'col-span-full sm:col-span-2' : ''}
              />
              {fields.length > 1 && (
                <Button
                  variant="ghost"
                  size="icon"
                  className="mt-7.5"
                  aria-label={`Remove person ${at + 1}`}
                  onClick={() => {
                    onRemove(at)
                    // Once React has drawn what is left.
                    requestAnimationFrame(() => add.current?.focus())
                  }}
                >
                  <Trash2 className="size-5" />
                </Button>
              )}
            </fieldset>
          </li>
        ))}
      </ul>
      {fields.length < MAX_PEOPLE && (
        <Button ref={add} className="self-start" onClick={() => onAdd(fields.length)}>
          <Plus className="size-5" />
          Add a person
        </Button>
      )}
    </>
  )
}
