/**
 * Reads the members of a request body as the API does: tolerant of how a value is written, strict about what it means.
 * Collects every error of the request (PS-004) and ignores members that nobody reads.
 */
import { enumName } from '../store/enumerations.ts'
import { parseDay } from '../time/calendar.ts'
import type { ErrorMessage } from './envelope.ts'

export type Body = Record<string, unknown>

export type Fields = ReturnType<typeof fieldsOf>

type TextRules = { required?: boolean; max?: number; valid?: (text: string) => boolean; invalid?: string }

export function isBody(value: unknown): value is Body {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** Errors of nested objects go to the same list, because the API names only the innermost field. */
export function fieldsOf(body: Body, errors: ErrorMessage[] = []) {
  // Own members only: a body must not reach what every object inherits.
  const member = (name: string): unknown => (Object.hasOwn(body, name) ? body[name] : undefined)

  function error(Field: string, Message: string) {
    errors.push({ Field, Message })
  }

  function text(name: string, rules: TextRules = {}): string | null {
    const value = member(name)
    if (value === undefined || value === null) return missing(name, rules)
    if (typeof value !== 'string' && typeof value !== 'number') {
      error(name, `The ${name} field is not valid.`)
      return null
    }
    const written = String(value)
    if (written.trim() === '' && rules.required) return missing(name, rules)
    if (rules.max !== undefined && written.length > rules.max) {
      error(name, `The field ${name} must be a string with a maximum length of ${rules.max}.`)
    } else if (written !== '' && rules.valid && !rules.valid(written)) {
      error(name, rules.invalid ?? `The ${name} field is not valid.`)
    }
    return written
  }

  function missing(name: string, rules: TextRules): null {
    if (rules.required) error(name, `The ${name} field is required.`)
    return null
  }

  return {
    errors,
    error,
    member,
    text,

    /** Whether the member was sent, even as null. */
    has: (name: string): boolean => member(name) !== undefined,

    requiredText: (name: string, rules: TextRules = {}): string => text(name, { ...rules, required: true }) ?? '',

    /** Clients also send booleans as the strings "true" and "false" (PS-032). False when it is missing. */
    bool(name: string): boolean {
      const value = member(name)
      if (value === undefined || value === null || value === '') return false
      // An object may have a toString that isn't one.
      const written = typeof value === 'object' ? '' : String(value).toLowerCase()
      if (written === 'true' || written === '1') return true
      if (written !== 'false' && written !== '0') error(name, `The ${name} field must be true or false.`)
      return false
    },

    requiredBool(name: string): boolean {
      const value = member(name)
      if (value === undefined || value === null || value === '') error(name, `The ${name} field is required.`)
      return this.bool(name)
    },

    /** 0 when it is missing: for ids and references the two mean the same. */
    int(name: string): number {
      const value = member(name)
      if (value === undefined || value === null || value === '') return 0
      const number = typeof value === 'string' ? Number(value.trim() || Number.NaN) : value
      if (typeof number === 'number' && Number.isSafeInteger(number) && number >= 0) return number
      error(name, `The ${name} field is not a valid number.`)
      return 0
    },

    decimal(name: string): number | null {
      const value = member(name)
      if (value === undefined || value === null || value === '') return null
      const number = typeof value === 'string' ? Number(value.trim() || Number.NaN) : value
      if (typeof number === 'number' && Number.isFinite(number)) return number
      error(name, `The ${name} field is not a valid number.`)
      return null
    },

    /** A calendar day. The year 0001 is how the API writes "no date" (PS-047). */
    day(name: string): string | null {
      const value = member(name)
      if (value === undefined || value === null || value === '') return null
      if (typeof value === 'string' && value.startsWith('0001-01-01')) return null
      const day = typeof value === 'string' ? parseDay(value) : null
      if (day === null) error(name, `The ${name} field is not a valid date.`)
      return day
    },

    /** An enumeration value. 0 and "" mean none, which is null. */
    oneOf<N extends string>(name: string, names: Readonly<Record<number, N>>, value = member(name)): N | null {
      if (value === undefined || value === null || value === '' || value === 0 || value === '0') return null
      const scalar = typeof value === 'string' || typeof value === 'number'
      const known = scalar ? enumName(names, value) : undefined
      if (known === undefined) error(name, `The ${name} field is not valid.`)
      return known ?? null
    },

    /** A nested object, read by the same rules; null when it is missing. */
    object(name: string) {
      const value = member(name)
      if (value === undefined || value === null) return null
      if (isBody(value)) return fieldsOf(value, errors)
      error(name, `The ${name} field is not valid.`)
      return null
    },

    /** PS-007: an id in a POST means that the caller used the wrong method. */
    refuseId() {
      const id = member('Id')
      if (id === undefined || id === null || id === 0 || id === '0' || id === '') return
      error('Id', 'Id cannot have a value, did you mean to execute a PUT operation?')
    },
  }
}

export function isEmail(text: string): boolean {
  return /^[^\s@,;<>()"]+@[^\s@,;<>()"]+\.[^\s@.,;<>()"]+$/.test(text)
}

/** With a scheme, or a bare host name such as www.example.com. */
export function isUrl(text: string): boolean {
  return /^(https?:\/\/|ftp:\/\/)?[a-z0-9-]+(\.[a-z0-9-]+)+(:\d{1,5})?([/?#]\S*)?$/i.test(text)
}
