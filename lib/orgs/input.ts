import type { z } from 'zod'
import { cardFields, NO_CARD_HERE } from '@/lib/card-in-text'
import { unstorableFields } from '@/lib/storable'

const CHECK_FIELDS = 'Check the fields marked below.'

export type CheckedInput<T> = { ok: true; value: T } | { ok: false; message: string; fields: Record<string, string> }

function fieldMessages(error: z.ZodError): Record<string, string> {
  const fields: Record<string, string> = {}
  for (const issue of error.issues) fields[issue.path.join('.')] ??= issue.message
  return fields
}

/**
 * Checks what an action was given: no card number stands where one would be kept, it is of the schema, and the database
 * takes all that the schema has let through. Pure.
 * @returns the schema's output, or what to say, also of each field by its path
 */
export function checkInput<S extends z.ZodType>(schema: S, input: unknown): CheckedInput<z.output<S>> {
  const cards = cardFields(input)
  if (Object.keys(cards).length > 0) return { ok: false, message: NO_CARD_HERE, fields: cards }
  const parsed = schema.safeParse(input)
  if (!parsed.success) return { ok: false, message: CHECK_FIELDS, fields: fieldMessages(parsed.error) }
  const unstorable = unstorableFields(parsed.data)
  if (Object.keys(unstorable).length > 0) return { ok: false, message: CHECK_FIELDS, fields: unstorable }
  return { ok: true, value: parsed.data }
}
