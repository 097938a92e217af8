import type { Difference } from '@/lib/edits'

const FIELD_NAMES: Record<string, string> = {
  ...{ firstName: 'first name', lastName: 'last name', company: 'company', email: 'email', phone: 'phone' },
  ...{ street: 'street', city: 'city', state: 'state', zip: 'ZIP', notes: 'notes', title: 'title' },
  ...{ name: 'name', legalName: 'legal name', website: 'website', licenses: 'licenses', brandColor: 'color' },
  ...{ timeZone: 'time zone', senderName: 'sender name', replyEmail: 'reply address', footer: 'lines at the end' },
  ...{ code: 'code', category: 'category', unit: 'unit', unitPrice: 'price', cost: 'cost', taxable: 'tax' },
  ...{ contactEmail: 'email for receipts', contactPhone: 'phone on site' },
}

/** Which fields of a customer, job, company or item were changed, for the audit log; never to what: “Changed phone, email for receipts”. */
export const changedFields = (differences: readonly Difference[]): string =>
  `Changed ${differences.map(({ path }) => FIELD_NAMES[path.replace(/^site\./, '')] ?? path).join(', ')}`
