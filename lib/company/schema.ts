import { z } from 'zod'
import { addressShape, addressTexts, formatPhone, optionalEmail, optionalPhone, text } from '@/lib/contact'
import { type Difference, differencesBetween, editShape } from '@/lib/edits'
import { isRegionCode } from '@/lib/regions'
import { plainSymbols } from '@/lib/typed-text'
import { parseColor } from './brand-color'
import { parseWebsite, websiteLabel } from './website'

// What Settings, Company takes. Every form text is a string; an empty one is stored as null.

export const MAX_LICENSES = 20
export const MAX_FOOTER = 300
export const MAX_FOOTER_LINES = 4

/** A text on one line: what stands in a header of an email has no others. */
const line = () => text().overwrite((typed) => typed.replace(/\s+/g, ' '))
const optionalLine = (max: number, what: string) =>
  line()
    .max(max, `${what} can have at most ${max} characters.`)
    .transform((kept) => kept || null)

const license = z.object({
  state: text().refine((code) => code !== '' && isRegionCode(code), 'Choose the state of this license.'),
  number: line().min(1, 'Enter the license number.').max(40, 'A license number can have at most 40 characters.'),
})

const licenses = z
  .array(license)
  .max(MAX_LICENSES, `A company can have at most ${MAX_LICENSES} licenses here.`)
  .superRefine((all, ctx) => {
    const seen = new Set<string>()
    all.forEach(({ state, number }, at) => {
      const key = `${state} ${number.toLowerCase()}`
      if (seen.has(key))
        ctx.addIssue({ code: 'custom', path: [at, 'number'], message: 'This license is here already. Remove one.' })
      seen.add(key)
    })
  })

const footer = text()
  .max(MAX_FOOTER, `These lines can have at most ${MAX_FOOTER} characters together.`)
  .refine((kept) => kept.split('\n').length <= MAX_FOOTER_LINES, `Use at most ${MAX_FOOTER_LINES} lines.`)
  .transform((kept) => kept || null)

/** One schema for each field: what a preview reads of a form that isn't right yet. */
export const companyShape = {
  name: line()
    .min(1, 'Enter the name that customers know your company by.')
    .max(100, 'A name can have at most 100 characters.'),
  legalName: optionalLine(150, 'A legal name'),
  ...addressShape,
  phone: optionalPhone,
  email: optionalEmail,
  website: z
    .string()
    .overwrite(plainSymbols)
    .refine((typed) => typed === '' || parseWebsite(typed) !== null, 'Enter a website like summitridge.com.')
    .transform(parseWebsite),
  licenses,
  brandColor: z
    .string()
    .overwrite(plainSymbols)
    .refine((typed) => typed === '' || parseColor(typed) !== null, 'Enter a color like #1d4f91, or leave it empty.')
    .transform(parseColor),
  timeZone: text().min(1, 'Choose a time zone.').max(60, 'Choose a time zone.'),
  senderName: optionalLine(60, 'A sender name').refine(
    (name) => name === null || !/[<>@"]/.test(name),
    'Enter a name without @, quotes, < or >. The address that emails come from stays Plumbline’s.',
  ),
  replyEmail: optionalEmail,
  footer,
}

export const companySchema = z.object({ ...companyShape, ...editShape })
export type CompanyForm = z.input<typeof companySchema>
export type CompanyInput = Omit<z.output<typeof companySchema>, keyof typeof editShape>

/** A company as it is stored. */
export type StoredCompany = Omit<CompanyInput, 'licenses'> & { licenses: readonly { state: string; number: string }[] }

/** A company as form values, in the order of the form. */
export const companyTexts = (company: StoredCompany) => ({
  name: company.name,
  legalName: company.legalName ?? '',
  ...addressTexts(company),
  phone: company.phone ? formatPhone(company.phone) : '',
  email: company.email ?? '',
  website: company.website ? websiteLabel(company.website) : '',
  licenses: company.licenses.map(({ state, number }) => ({ state, number })),
  brandColor: company.brandColor ?? '',
  timeZone: company.timeZone,
  senderName: company.senderName ?? '',
  replyEmail: company.replyEmail ?? '',
  footer: company.footer ?? '',
})

/** Where a stored company isn't what is to be saved. Its licenses are one text: "CO 1234, UT 99". */
export function companyChanges(stored: StoredCompany, input: CompanyInput): Difference[] {
  const texts = ({ licenses: all, ...company }: ReturnType<typeof companyTexts>) => ({
    ...company,
    licenses: all.map(({ state, number }) => `${state} ${number}`).join(', '),
  })
  return differencesBetween(texts(companyTexts(stored)), texts(companyTexts(input)))
}
