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

/** Who a customer is, without where: the part that is also asked for inside the form of a new job. */
export const personShape = {
  firstName: requiredText(150, 'A first name', 'Enter the customer’s first name.'),
  lastName: requiredText(150, 'A last name', 'Enter the customer’s last name.'),
  company: optionalText(50, 'A company name'),
  email: optionalEmail,
  phone: optionalPhone,
}

export const customerSchema = z.object({ ...personShape, ...addressShape, notes: optionalText(2000, 'Notes') })
/** `id` is made by the page: the same form sent twice makes one customer. */
export const createCustomerSchema = customerSchema.extend({ id: z.uuid() })
export const updateCustomerSchema = createCustomerSchema

export type CustomerInput = z.output<typeof customerSchema>
export type CustomerForm = z.input<typeof createCustomerSchema>

/** A customer, or nobody yet, as the texts of the form. */
export const customerTexts = (id: string, customer: CustomerInput | null): CustomerForm => ({
  id,
  firstName: customer?.firstName ?? '',
  lastName: customer?.lastName ?? '',
  company: customer?.company ?? '',
  email: customer?.email ?? '',
  phone: customer?.phone ? formatPhone(customer.phone) : '',
  ...addressTexts(customer),
  notes: customer?.notes ?? '',
})

/** "Dana Okafor" */
export const customerName = ({ firstName, lastName }: { firstName: string; lastName: string }) =>
  `${firstName} ${lastName}`
