'use client'

import { useRef } from 'react'
import { type FieldPath, type UseFormReturn, useFieldArray } from 'react-hook-form'
import { RegionOptions } from '@/components/address-fields'
import { FieldGroup, SelectField, TextField } from '@/components/form'
import { Trash2 } from '@/components/icons/records'
import { Plus } from '@/components/icons/ui'
import { Button } from '@/components/ui/button'
import { FieldError } from '@/components/ui/field'
import type { Binding } from '@/components/use-action-form'
import { type CompanyForm, MAX_LICENSES } from '@/lib/company/schema'

type Props = {
  form: UseFormReturn<CompanyForm>
  bind: (name: FieldPath<CompanyForm>) => Binding
}

/** The company's contractor licenses, one a row, by state. */
export function Licenses({ form, bind }: Props) {
  const { fields, append, remove } = useFieldArray({ control: form.control, name: 'licenses' })
  const list = useRef<HTMLUListElement>(null)
  const add = useRef<HTMLButtonElement>(null)
  const take = (index: number) => {
    remove(index)
    // Once React has drawn what is left.
    requestAnimationFrame(() => {
      const next = list.current?.querySelector<HTMLElement>(
        `[data-license="${Math.min(index, fields.length - 2)}"] select`,
      )
      const target = next ?? add.current
      target?.focus()
    })
  }
  const { licenses } = form.formState.errors
  const error = licenses?.message ?? licenses?.root?.message
  return (
    <FieldGroup legend="Contractor licenses">
      <p className="text-ink-muted">Many states want the license number on everything that a customer gets.</p>
      <div id="licenses" tabIndex={-1} className="flex flex-col gap-4 outline-none">
        <ul ref={list} className="flex flex-col gap-4 empty:hidden">
          {fields.map((field, index) => (
            <li key={field.id} data-license={index}>
              <fieldset className="grid grid-cols-[minmax(0,1fr)_auto] items-start gap-3 sm:grid-cols-[minmax(0,1fr)_minmax(0,1fr)_auto]">
                <legend className="sr-only">{`License ${index + 1}`}</legend>
                <SelectField
                  label="Licensed in"
                  binding={bind(`licenses.${index}.state`)}
                  className="col-span-full sm:col-span-1"
                >
                  <RegionOptions />
                </SelectField>
                <TextField label="License number" binding={bind(`licenses.${index}.number`)} />
                <Button
                  variant="ghost"
                  size="icon"
                  className="mt-7.5"
                  aria-label={`Remove license ${index + 1}`}
                  onClick={() => take(index)}
                >
                  <Trash2 className="size-5" />
                </Button>
              </fieldset>
            </li>
          ))}
        </ul>
        {error && <FieldError id="licenses">{error}</FieldError>}
      </div>
      {fields.length < MAX_LICENSES && (
        <Button
          ref={add}
          className="self-start"
          onClick={() => append({ state: '', number: '' }, { focusName: `licenses.${fields.length}.state` })}
        >
          <Plus className="size-5" />
          Add license
        </Button>
      )}
    </FieldGroup>
  )
}
