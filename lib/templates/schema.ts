import { z } from 'zod'
import { text } from '@/lib/contact'
import { contentSchema } from '@/lib/documents/content'
import { createDocumentSchema } from '@/lib/documents/schema'
import { editShape } from '@/lib/edits'
import { MAX_QUERY } from '@/lib/max-query'

/** The most templates that a company has, those in the archive among them. */
export const MAX_TEMPLATES = 200

const name = text()
  .overwrite((typed) => typed.replace(/\s+/g, ' '))
  .min(1, 'Enter a name, like Asphalt shingle roof.')
  .max(100, 'A name can have at most 100 characters.')

/** Whoever saves makes `id`, so that a save whose answer was lost makes one template. */
export const saveTemplateSchema = z.object({ id: z.uuid(), name, content: contentSchema })
/** A new document, and what it begins with: a template, or a copy of another job's document. */
export const startDocumentSchema = createDocumentSchema.extend({
  templateId: z.uuid().nullable().default(null),
  copyOf: z.uuid().nullable().default(null),
})
/** What somebody types to find a document to copy. `jobId`: the job that the copy is for. */
export const searchSourcesSchema = z.object({ jobId: z.uuid(), query: z.string().max(MAX_QUERY) })
export const renameTemplateSchema = z.object({ id: z.uuid(), name, ...editShape })
export const templateIdSchema = z.object({ id: z.uuid() })
export const deleteTemplateSchema = z.object({ id: z.uuid(), version: editShape.version })
