'use client'

import { FieldError } from '@/components/ui/field'
import type { Binding } from '@/components/use-action-form'
import { ROLE_LABELS, ROLE_WORDS } from '@/lib/orgs/roles'
import type { TeamRole } from '@/lib/team/rules'

type Props = {
  legend: string
  /** Those that may be chosen, each with what it is there for. */
  roles: readonly TeamRole[]
  binding: Binding
}

/** A choice of roles that says what each of them may do. */
export function RoleChoice({ legend, roles, binding: { id, error, input } }: Props) {
  return (
    <fieldset
      id={id}
      tabIndex={-1}
      className="flex flex-col gap-2"
      aria-describedby={error ? `${id}-error` : undefined}
    >
      <legend className="mb-2 font-medium">{legend}</legend>
      {error && <FieldError id={id}>{error}</FieldError>}
      {roles.map((role) => (
        <label
          key={role}
          className="flex min-w-0 cursor-pointer items-start gap-3 rounded-lg border border-edge bg-sheet p-4 has-checked:border-accent has-checked:outline has-checked:outline-accent"
        >
          <input type="radio" {...input} value={role} className="mt-1 size-5 shrink-0 accent-accent" />
          <span className="min-w-0">
            <span className="block font-medium">{ROLE_LABELS[role]}</span>
            <span className="block text-sm text-ink-muted">{ROLE_WORDS[role]}</span>
          </span>
        </label>
      ))}
    </fieldset>
  )
}
