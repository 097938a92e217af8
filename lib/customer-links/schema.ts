import { z } from 'zod'
import { requiredEmail, requiredText, text } from '@/lib/contact'
import { LANGUAGES } from '@/lib/language/language'
import { MAX_NAME } from '@/lib/typed-text'

// What the office types for a customer's link. Pure.

/** As many people as one sending reaches: a household, and who pays for it. */
export const MAX_PEOPLE = 4
export const MAX_MESSAGE = 2_000

const name = requiredText(MAX_NAME, 'A name', 'Enter the name of the person whom it’s for.')

export const sendLinkSchema = z.object({
  jobId: z.uuid(),
  /** What it is sent for; left out for the whole page. */
  documentId: z.uuid().optional(),
  people: z
    .array(z.object({ name, email: requiredEmail }))
    .min(1, 'Add somebody to send it to.')
    .max(MAX_PEOPLE, `It can go to at most ${MAX_PEOPLE} people at once.`)
    .superRefine((people, ctx) => {
      const addresses = people.map(({ email }) => email.toLowerCase())
      for (const [at, address] of addresses.entries())
        if (addresses.indexOf(address) < at)
          ctx.addIssue({ code: 'custom', path: [at, 'email'], message: 'This address is in the list already.' })
    }),
  /** Paragraphs, with an empty line between them. */
  message: text().max(MAX_MESSAGE, `A message can have at most ${MAX_MESSAGE.toLocaleString('en-US')} characters.`),
  /**
   * Where the people sign it: the version that was on the screen, whether the company does, too, one after the other, and
   * whether a payment is asked for with the last signature.
   */
  sign: z
    .object({
      ...{ versionNumber: z.int().positive(), company: z.boolean(), inOrder: z.boolean() },
      asksWhenSigned: z.boolean().default(false),
    })
    .optional(),
  /** Made by the page that has the form: pressing twice sends once. */
  requestId: z.uuid(),
})
export type SendLinkForm = z.input<typeof sendLinkSchema>
export type SendLink = z.output<typeof sendLinkSchema>

/** For whom a code or a copied link is. */
export const giveLinkSchema = z.object({ jobId: z.uuid(), name })
export type GiveLink = z.output<typeof giveLinkSchema>

/** What a customer reads from now on. */
export const languageSchema = z.object({ language: z.enum(LANGUAGES) })

export const revokeLinkSchema = z.object({ linkId: z.uuid() })
