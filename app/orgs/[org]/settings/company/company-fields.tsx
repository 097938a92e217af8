'use client'

import type { FieldPath, UseFormReturn } from 'react-hook-form'
import { AddressFields } from '@/components/address-fields'
import { FieldGroup, SelectField, TextareaField, TextField } from '@/components/form'
import type { Binding } from '@/components/use-action-form'
import type { CompanyForm } from '@/lib/company/schema'
import { TIME_ZONES } from '@/lib/time-zones'
import { ColorField } from './color-field'
import { Licenses } from './licenses'

type Props = {
  form: UseFormReturn<CompanyForm>
  bind: (name: FieldPath<CompanyForm>) => Binding
}

/** The fields of Settings, Company. */
export function CompanyFields({ form, bind }: Props) {
  const zone = form.formState.defaultValues?.timeZone ?? ''
  return (
    <>
      <FieldGroup legend="Name and contact">
        <div className="grid gap-4 sm:grid-cols-2">
          <TextField label="Name" hint="As customers know you." autoComplete="organization" binding={bind('name')} />
          <TextField
            label="Legal name"
            optional
            hint="Where it’s another one. Customers authorize payments to it."
            binding={bind('legalName')}
          />
          <TextField label="Phone" optional type="tel" binding={bind('phone')} />
          <TextField label="Email" optional type="email" binding={bind('email')} />
          <TextField
            label="Website"
            optional
            inputMode="url"
            autoCapitalize="none"
            spellCheck={false}
            placeholder="summitridge.com"
            className="sm:col-span-2"
            binding={bind('website')}
          />
        </div>
      </FieldGroup>
      <FieldGroup legend="Address">
        <AddressFields bind={bind} />
      </FieldGroup>
      <Licenses form={form} bind={bind} />
      <FieldGroup legend="Look">
        <ColorField form={form} binding={bind('brandColor')} />
        <TextareaField
          label="Lines at the end"
          optional
          hint="Up to four, on receipts and in emails: a warranty, a thank-you, what your state asks for. Web addresses are left out of emails; use Website for yours."
          binding={bind('footer')}
        />
      </FieldGroup>
      <FieldGroup legend="Emails to customers">
        <div className="grid gap-4 sm:grid-cols-2">
          <TextField
            label="Sender name"
            optional
            hint="Instead of the name. Mail programs add “via Plumbline”."
            binding={bind('senderName')}
          />
          <TextField
            label="Replies go to"
            optional
            type="email"
            hint="Instead of the email above."
            binding={bind('replyEmail')}
          />
        </div>
      </FieldGroup>
      <FieldGroup legend="Time zone">
        <SelectField
          label="Your days are those of"
          hint="Lists, date filters, exports and receipts show days and times in it, also of what is past. A payment late in the evening can move to another day. Nothing changes at PaySimple."
          binding={bind('timeZone')}
        >
          {!TIME_ZONES.some(({ name }) => name === zone) && <option value={zone}>{zone}</option>}
          {TIME_ZONES.map(({ name, label }) => (
            <option key={name} value={name}>
              {label}
            </option>
          ))}
        </SelectField>
      </FieldGroup>
    </>
  )
}
