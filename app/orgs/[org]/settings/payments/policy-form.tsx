'use client'

import { SelectField, TextField } from '@/components/form'
import { SavedForm } from '@/components/saved-form'
import { type PolicyForm as Form, policySchema } from '@/lib/requests/schema'
import { savePolicyAction } from './actions'

const HOURS = Array.from({ length: 24 }, (_, hour) => ({
  hour,
  label: `${hour % 12 === 0 ? 12 : hour % 12}:00 ${hour < 12 ? 'AM' : 'PM'}`,
}))

/** When customers are reminded of what they were asked to pay or sign. */
export function PolicyForm({ orgSlug, policy }: { orgSlug: string; policy: Form }) {
  return (
    <SavedForm
      schema={policySchema}
      defaultValues={policy}
      action={(input: Form) => savePolicyAction(orgSlug, input)}
      save="Save reminders"
    >
      {(bind) => (
        <>
          <SelectField label="Reminders" className="max-w-56" binding={bind('isOn')}>
            <option value="on">On</option>
            <option value="off">Off</option>
          </SelectField>
          <TextField
            label="Days before the due day"
            optional
            hint="With commas between them, like 7, 3. Empty for none."
            className="max-w-56"
            binding={bind('before')}
          />
          <TextField
            label="Days after the due day"
            optional
            hint="0 is the due day itself: 0, 3, 7. Empty for none."
            className="max-w-56"
            binding={bind('after')}
          />
          <TextField
            label="Days after asking for a signature"
            optional
            hint="Or after their turn came: 2, 5. Empty for none."
            className="max-w-56"
            binding={bind('sign')}
          />
          <TextField
            label="At most for one request"
            inputMode="numeric"
            numeric
            className="max-w-56"
            binding={bind('most')}
          />
          <div className="flex flex-wrap gap-4">
            <SelectField label="From" className="w-40" binding={bind('fromHour')}>
              {HOURS.slice(0, 23).map(({ hour, label }) => (
                <option key={hour} value={hour}>
                  {label}
                </option>
              ))}
            </SelectField>
            <SelectField label="Until" className="w-40" binding={bind('untilHour')}>
              {HOURS.slice(1).map(({ hour, label }) => (
                <option key={hour} value={hour}>
                  {label}
                </option>
              ))}
            </SelectField>
          </div>
        </>
      )}
    </SavedForm>
  )
}
