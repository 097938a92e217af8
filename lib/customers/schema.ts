import { z } from 'zod'
import {
  addressShape,
  addressTexts,
  formatPhone,
  optionalEmail,
  optionalPhone,
  optionalText,
  requiredText,
} from '@/lib/contact'
import { type Difference, differencesBetween, editShape } from '@/lib/edits'
import { MAX_NAME } from '@/lib/typed-text'

/** A customer without the address: the part that the form of a new job asks for too. */
export const personShape = {
  firstName: requiredText(MAX_NAME, 'A first name', 'Enter the customer’s first name.'),
  lastName: requiredText(MAX_NAME, 'A last name', 'Enter the customer’s last name.'),
  company: optionalText(50, 'A company name'),
  email: optionalEmail,
  phone: optionalPhone,
}

/** Both names together are the payer's name of a saved card, so they have to fit as one. */
export const withFittingName = <S extends z.ZodType<{ firstName: string; lastName: string }>>(person: S): S =>
  person.refine(
    (names) =>
      customerName(names).length <= MAX_NAME || Math.max(names.firstName.length, names.lastName.length) > MAX_NAME,
    {
      path: ['lastName'],
      message: `First and last name together can have at most ${MAX_NAME} characters.`,
    },
  )

/** The longest notes. A merge joins those of two customers, so it's more than anybody types. */
export const MAX_NOTES = 10_000

export const customerSchema = z.object({ ...personShape, ...addressShape, notes: optionalText(MAX_NOTES, 'Notes') })
/** The page makes `id`, so that the same form sent twice makes one customer. */
export const createCustomerSchema = withFittingName(customerSchema.extend({ id: z.uuid() }))
export const updateCustomerSchema = withFittingName(customerSchema.extend({ id: z.uuid(), ...editShape }))

export type CustomerInput = z.output<typeof customerSchema>
export type CustomerForm = z.input<typeof updateCustomerSchema>

type Person = Pick<CustomerInput, keyof typeof personShape>

/** A customer without the address as form values, in the order of the form. */
export const personTexts = (person: Person | null) => ({
  firstName: person?.firstName ?? '',
  lastName: person?.lastName ?? '',
  email: person?.email ?? '',
  phone: person?.phone ? formatPhone(person.phone) : '',
  company: person?.company ?? '',
})

/** A customer as form values; empty ones for a new customer. */
export const customerTexts = (customer: CustomerInput | null) => ({
  ...personTexts(customer),
  ...addressTexts(customer),
  notes: customer?.notes ?? '',
})

/** Where a stored customer isn't what is to be saved. */
export const customerChanges = (stored: CustomerInput, input: CustomerInput): Difference[] =>
  differencesBetween(customerTexts(stored), customerTexts(input))

/** "Dana Okafor" */
export const customerName = ({ firstName, lastName }: { firstName: string; lastName: string }) =>
  `${firstName} ${lastName}`
