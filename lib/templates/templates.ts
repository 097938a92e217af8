import 'server-only'
import type { z } from 'zod'
import { recordAudit } from '@/lib/audit/record'
import { now } from '@/lib/dates'
import { forOrg, type Tx } from '@/lib/db'
import { contentSchema, type DocumentContent } from '@/lib/documents/content'
import { pricedInput } from '@/lib/documents/priced-input'
import { priceDocument } from '@/lib/documents/sums'
import { type Edit, isUpToDate, savedBy } from '@/lib/edits'
import { UserError } from '@/lib/errors'
import { lockPriceBook } from '@/lib/locks'
import type { OrgContext } from '@/lib/orgs/context'
import { isUuid } from '@/lib/typed-text'
import type { DocumentTemplate } from '@/prisma/generated/client'
import { type deleteTemplateSchema, MAX_TEMPLATES, type saveTemplateSchema } from './schema'
import { templateOf } from './template-of'

// With what documents begin. A document copies a template's content with new ids (applyTemplate), so neither follows the
// other.

export type ListedTemplate = Omit<DocumentTemplate, 'content' | 'orgId' | 'totalCents' | 'formId'> & {
  /** What it came to when it was saved, or with choices the least of it; null where it comes to nothing sound. */
  totalCents: number | null
}

const LISTED = {
  ...{ id: true, name: true, lineCount: true, totalCents: true, isFrom: true, version: true },
  ...{ createdAt: true, createdByName: true, archivedAt: true },
} as const

/** A company's templates by name, without their content. `archived` lists those in the archive, too. */
export const listTemplates = (orgId: string, { archived = false } = {}): Promise<ListedTemplate[]> =>
  forOrg(orgId, async (tx) => {
    const where = { orgId, ...(archived ? {} : { archivedAt: null }) }
    const rows = await tx.documentTemplate.findMany({
      ...{ where, select: LISTED },
      orderBy: [{ name: 'asc' }, { id: 'asc' }],
    })
    return rows.map(({ totalCents, ...row }) => ({
      ...row,
      totalCents: totalCents === null ? null : Number(totalCents),
    }))
  })

/** A template's content as it was saved, or null. `applyTemplate` makes a document's of it. */
export const getTemplate = async (
  orgId: string,
  id: string,
): Promise<{ id: string; name: string; content: DocumentContent } | null> => {
  if (!isUuid(id)) return null
  const row = await forOrg(orgId, (tx) => tx.documentTemplate.findUnique({ where: key(orgId, id) }))
  return row && { id, name: row.name, content: contentSchema.parse(row.content) }
}

const key = (orgId: string, id: string) => ({ orgId_id: { orgId, id } })
const GONE = 'This template no longer exists. Reload the page.'
const NAMED = 'Another template has this name. Enter one that tells them apart.'
const sameName = (one: string, other: string) => one.toLowerCase() === other.toLowerCase()

/** Has the company's templates to itself until the transaction ends. */
async function locked(tx: Tx, orgId: string) {
  await lockPriceBook(tx, orgId)
  return tx.documentTemplate.findMany({
    where: { orgId },
    select: { id: true, name: true, version: true, formId: true, archivedAt: true },
  })
}
type Known = Awaited<ReturnType<typeof locked>>[number]

/** @throws UserError where a template that can be chosen has the name */
function requireFreeName(known: readonly Known[], id: string, name: string): void {
  const taken = known.some((each) => each.id !== id && each.archivedAt === null && sameName(each.name, name))
  if (taken) throw new UserError(NAMED, { name: NAMED })
}

function requireTemplate(known: readonly Known[], id: string): Known {
  const found = known.find((each) => each.id === id)
  if (!found) throw new UserError(GONE)
  return found
}

/** What a list says of a template's content. */
export function templateFigures(content: DocumentContent): {
  lineCount: number
  totalCents: number | null
  isFrom: boolean
} {
  const priced = priceDocument(pricedInput(content))
  const { optionGroups, sections } = content
  const own = sections.reduce((sum, { lines }) => sum + lines.length, 0)
  const offered = optionGroups
    .flatMap(({ options }) => options)
    .reduce((sum, option) => sum + [option, ...option.sections].reduce((all, { lines }) => all + lines.length, 0), 0)
  const figures = { lineCount: own + offered, totalCents: null, isFrom: false }
  if (!priced.ok) return figures
  return priced.state === 'decided'
    ? { ...figures, totalCents: priced.totalCents }
    : { ...figures, totalCents: priced.fromCents, isFrom: true }
}

/**
 * Keeps a document's content as a template (`templateOf` says what of it), and returns its id. The same id again is the same
 * save, whose answer was lost.
 * @throws UserError where another one has the name, or there are too many
 */
export const saveTemplate = (
  context: OrgContext,
  { id, name, content }: z.output<typeof saveTemplateSchema>,
): Promise<string> =>
  forOrg(context.org.id, async (tx) => {
    const orgId = context.org.id
    const known = await locked(tx, orgId)
    if (known.some((each) => each.id === id)) return id
    requireFreeName(known, id, name)
    if (known.length >= MAX_TEMPLATES)
      throw new UserError(`A company can have at most ${MAX_TEMPLATES} templates. Delete one first.`)
    const kept = templateOf(content)
    const data = { orgId, id, name, content: kept, createdByName: context.user.name, ...templateFigures(kept) }
    await tx.documentTemplate.create({ data })
    await recordAudit(tx, context, { action: 'template_saved', subject: name })
    return id
  })

/** Renames a template. @throws UserError where another has the name, or somebody else named it since `version` */
export const renameTemplate = (
  context: OrgContext,
  { id, name, version, formId }: { id: string; name: string } & Edit,
): Promise<void> =>
  forOrg(context.org.id, async (tx) => {
    const orgId = context.org.id
    const known = await locked(tx, orgId)
    const stored = requireTemplate(known, id)
    if (stored.name === name) return
    if (!isUpToDate(stored, { version, formId }))
      throw new UserError(
        `Somebody else renamed this template: it is now “${stored.name}”. Close this, and rename it again if you want to.`,
      )
    requireFreeName(known, id, name)
    await tx.documentTemplate.update({ where: key(orgId, id), data: { name, ...savedBy({ formId }) } })
    await recordAudit(tx, context, { action: 'template_renamed', subject: name, detail: `Before: ${stored.name}` })
  })

/** Takes a template out of those that can be chosen. @throws UserError when it no longer exists */
export const archiveTemplate = (context: OrgContext, { id }: { id: string }): Promise<void> =>
  setArchived(context, id, now())

/** Brings an archived template back. @throws UserError when it no longer exists, or another one has its name now */
export const restoreTemplate = (context: OrgContext, { id }: { id: string }): Promise<void> =>
  setArchived(context, id, null)

const setArchived = (context: OrgContext, id: string, archivedAt: Date | null): Promise<void> =>
  forOrg(context.org.id, async (tx) => {
    const orgId = context.org.id
    const known = await locked(tx, orgId)
    const stored = requireTemplate(known, id)
    if ((stored.archivedAt === null) === (archivedAt === null)) return
    if (archivedAt === null) requireFreeName(known, id, stored.name)
    await tx.documentTemplate.update({ where: key(orgId, id), data: { archivedAt } })
    const action = archivedAt === null ? 'template_restored' : 'template_archived'
    await recordAudit(tx, context, { action, subject: stored.name })
  })

/** Deletes a template. Documents that began with it stay. @throws UserError where somebody renamed it since `version` */
export const deleteTemplate = (
  context: OrgContext,
  { id, version }: z.output<typeof deleteTemplateSchema>,
): Promise<void> =>
  forOrg(context.org.id, async (tx) => {
    const orgId = context.org.id
    const stored = (await locked(tx, orgId)).find((each) => each.id === id)
    if (!stored) return
    if (stored.version !== version)
      throw new UserError(
        `Somebody else renamed this template: it is now “${stored.name}”. Close this, and look again.`,
      )
    await tx.documentTemplate.delete({ where: key(orgId, id) })
    await recordAudit(tx, context, { action: 'template_deleted', subject: stored.name })
  })
