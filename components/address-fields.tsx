'use client'

import { CANADIAN_PROVINCES, US_STATES } from '@/lib/regions'
import { SelectField, TextField } from './form'
import type { Binding } from './use-action-form'

/** The options of a field for a state or province. */
export const RegionOptions = () => (
  <>
    <option value="">Choose…</option>
    <optgroup label="United States">
      {US_STATES.map(({ code, name }) => (
        <option key={code} value={code}>
          {name}
        </option>
      ))}
    </optgroup>
    <optgroup label="Canada">
      {CANADIAN_PROVINCES.map(({ code, name }) => (
        <option key={code} value={code}>
          {name}
        </option>
      ))}
    </optgroup>
  </>
)

type Props = { bind: (name: 'street' | 'city' | 'state' | 'zip') => Binding }

/** Street, city, state, ZIP code. `bind` connects each field: `bind={(name) => bind(`site.${name}`)}`. */
export function AddressFields({ bind }: Props) {
  return (
    <div className="grid grid-cols-2 gap-4 sm:grid-cols-4">
      <TextField label="Street" optional binding={bind('street')} className="col-span-full" />
      <TextField label="City" optional binding={bind('city')} className="col-span-full sm:col-span-2" />
      <SelectField label="State" optional binding={bind('state')}>
        <RegionOptions />
      </SelectField>
      <TextField label="ZIP code" optional binding={bind('zip')} />
    </div>
  )
}
