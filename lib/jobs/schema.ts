import { z } from 'zod'
import {
  type Address,
  addressShape,
  addressTexts,
  formatPhone,
  optionalEmail,
  optionalPhone,
  optionalText,
  requiredText,
} from '@/lib/contact'
import { personShape, withFittingName } from '@/lib/customers/schema'
import { editShape } from '@/lib/edits'

const jobShape = {
  title: requiredText(150, 'A title', 'Enter a title for the job.'),
  notes: optionalText(4000, 'Notes'),
  site: z.object(addressShape),
}

/** A new job for an existing customer or for a new one. */
export const createJobSchema = z.object({
  /** The page makes it, so that the same form sent twice makes one job. */
  id: z.uuid(),
  ...jobShape,
  customer: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('existing'), id: z.uuid('Choose a customer from the list, or add a new one.') }),
    withFittingName(z.object({ kind: z.literal('new'), ...personShape })),
  ]),
})
export type CreateJobInput = z.output<typeof createJobSchema>
export type CreateJobForm = z.input<typeof createJobSchema>

export const updateJobSchema = z.object({
  id: z.uuid(),
  ...editShape,
  ...jobShape,
  contactEmail: optionalEmail,
  contactPhone: optionalPhone,
})
export type UpdateJobInput = z.output<typeof updateJobSchema>
export type UpdateJobForm = z.input<typeof updateJobSchema>

type NewJob = Address & { title: string; notes: string | null }

/** What the form of a new job asks for about the job itself, as form values. */
export const newJobTexts = (job: NewJob) => ({ title: job.title, notes: job.notes ?? '', site: addressTexts(job) })

/** A job as form values. */
export const jobTexts = (job: NewJob & { contactEmail: string | null; contactPhone: string | null }) => ({
  ...newJobTexts(job),
  contactEmail: job.contactEmail ?? '',
  contactPhone: job.contactPhone ? formatPhone(job.contactPhone) : '',
})

/** A job as the audit log names it: “Job 1042, New roof”. */
export const jobName = ({ number, title }: { number: number; title: string }) => `Job ${number}, ${title}`
