'use client'

import { TextField } from './form'
import type { Binding } from './use-action-form'

type Props = { bind: (name: 'firstName' | 'lastName' | 'company' | 'email' | 'phone') => Binding }

/** A customer's name, email, phone and company. */
export function PersonFields({ bind }: Props) {
  return (
    <div className="grid gap-4 sm:grid-cols-2">
      <TextField label="First name" autoCapitalize="words" binding={bind('firstName')} />
      <TextField label="Last name" autoCapitalize="words" binding={bind('lastName')} />
      <TextField label="Email" optional type="email" hint="Receipts go here." binding={bind('email')} />
      <TextField label="Phone" optional type="tel" binding={bind('phone')} />
      <TextField label="Company" optional className="sm:col-span-2" binding={bind('company')} />
    </div>
  )
}
