import { z } from 'zod'
import { emailProblem } from './email-address'
import { isRegionCode } from './regions'
import { plainSymbols, plainText } from './typed-text'

// Names, phones and addresses within PaySimple's limits (PS-020 to PS-022), so that what's saved here can always be
// sent there. Every form text is a string; an empty one is stored as null.

/** A text as it is kept (lib/typed-text.ts); add the limits. */
export const text = () => z.string().overwrite(plainText)

/** A text of at most `max` characters, or empty (null). */
export const optionalText = (max: number, what: string) =>
  text()
    .max(max, `${what} can have at most ${max} characters.`)
    .transform((kept) => kept || null)

/** A text of 1 to `max` characters. `message` asks for it. */
export const requiredText = (max: number, what: string, message: string) =>
  text().min(1, message).max(max, `${what} can have at most ${max} characters.`)

/** An email address of at most 100 characters, or empty (null). */
export const optionalEmail = z
  .string()
  .overwrite(plainSymbols)
  .superRefine((email, ctx) => {
    const message = emailProblem(email, 'Enter an email address like name@example.com.')
    if (message) ctx.addIssue({ code: 'custom', message })
  })
  .transform((email) => email || null)

/** An email address of at most 100 characters. */
export const requiredEmail = optionalEmail.pipe(z.string('Enter an email address.'))

/** A typed or pasted phone number → its ten digits, or null: "+1 (303) 555-0142" → "3035550142". */
export function parsePhone(typed: string): string | null {
  const phone = plainSymbols(typed)
  if (!/^[\d\s().+/-]*$/.test(phone)) return null
  const digits = phone.replace(/\D/g, '').replace(/^1(?=\d{10}$)/, '')
  return digits.length === 10 ? digits : null
}

/** Ten digits, formatted: "(303) 555-0142". */
export const formatPhone = (digits: string): string => digits.replace(/^(\d{3})(\d{3})(\d{4})$/, '($1) $2-$3')

/** A phone number in any format → ten digits, or empty (null). */
export const optionalPhone = z
  .string()
  .overwrite(plainSymbols)
  .refine((phone) => phone === '' || parsePhone(phone) !== null, 'Enter ten digits, like (303) 555-0142.')
  .transform(parsePhone)

export const addressShape = {
  street: optionalText(250, 'A street address'),
  city: optionalText(100, 'A city'),
  state: z
    .string()
    .trim()
    .toUpperCase()
    .refine((code) => code === '' || isRegionCode(code), 'Choose a state or province.')
    .transform((code) => code || null),
  zip: optionalText(10, 'A ZIP code'),
}

export type Address = { street: string | null; city: string | null; state: string | null; zip: string | null }

/** An address on one line, "12 Elm St, Golden, CO 80401", or null when all of it is empty. */
export function formatAddress({ street, city, state, zip }: Address): string | null {
  const region = [state, zip].filter(Boolean).join(' ')
  return [street, city, region].filter(Boolean).join(', ') || null
}

/** An address as form values. */
export const addressTexts = (address: Address | null) => ({
  street: address?.street ?? '',
  city: address?.city ?? '',
  state: address?.state ?? '',
  zip: address?.zip ?? '',
})
