import 'server-only'
import type { z } from 'zod'
import { type DocumentContent, plainContent } from '@/lib/documents/content'
import { createDocument } from '@/lib/documents/create-document'
import { addLines, newLine } from '@/lib/documents/editing/change-lines'
import { sectionList } from '@/lib/documents/places'
import { UserError } from '@/lib/errors'
import { newId } from '@/lib/new-id'
import type { OrgContext } from '@/lib/orgs/context'
import { defaultTaxRates } from '@/lib/tax-rates/tax-rates'
import { copiedContent } from './copy-source'
import type { startDocumentSchema } from './schema'
import { applyTemplate } from './template-of'
import { getTemplate } from './templates'

/** One empty line to type into, with the taxes that the company's documents begin with. */
async function emptyContent(orgId: string): Promise<DocumentContent> {
  const taxRates = await defaultTaxRates(orgId)
  const line = newLine(newId(), { taxRateIds: taxRates.map(({ id }) => id) })
  return { ...addLines(sectionList('lines'), [line])(plainContent()), taxRates }
}

async function templateContent(orgId: string, id: string): Promise<DocumentContent> {
  const template = await getTemplate(orgId, id)
  if (!template) throw new UserError('This template no longer exists. Reload the page and choose another one.')
  return applyTemplate(template.content)
}

/**
 * Adds a job's proposal or agreement: from the proposal, as a copy of another job's document, from a template, or empty.
 * @throws UserError as createDocument, where the template is gone, and where the document can't be copied
 */
export async function startDocument(
  context: OrgContext,
  { templateId, copyOf, ...input }: z.output<typeof startDocumentSchema>,
): Promise<{ created: boolean }> {
  const orgId = context.org.id
  if (input.copyProposal) return createDocument(context, input)
  if (copyOf) return createDocument(context, input, await copiedContent(context, copyOf))
  return createDocument(context, input, await (templateId ? templateContent(orgId, templateId) : emptyContent(orgId)))
}
