import 'server-only'
import { z } from 'zod'
import { changedFields } from '@/lib/audit/changed-fields'
import { recordAudit } from '@/lib/audit/record'
import { now } from '@/lib/dates'
import { forOrg, type Tx } from '@/lib/db'
import { type Edit, isUpToDate, type SaveResult, savedBy } from '@/lib/edits'
import { UserError } from '@/lib/errors'
import { lockPriceBook } from '@/lib/locks'
import type { OrgContext } from '@/lib/orgs/context'
import { requireRoom } from './import-items'
import { type ItemInput, itemChanges, nameParts } from './item'

const GONE = 'This item no longer exists. Go back to the price book.'
const key = (orgId: string, id: string) => ({ orgId_id: { orgId, id } })
/** What the audit log says of an item: no more than the first line of its name. */
const subjectOf = ({ name, code }: Pick<ItemInput, 'name' | 'code'>): string =>
  [nameParts(name).first.slice(0, 120), code && `(${code})`].filter(Boolean).join(' ')

/** @throws UserError where another item has the code, letters in either case */
async function requireFreeCode(tx: Tx, orgId: string, id: string, code: string | null): Promise<void> {
  if (code === null) return
  const [taken] = await tx.$queryRaw<{ name: string; archived: boolean }[]>`
    select name, archived_at is not null as archived from price_item
    where org_id = ${orgId}::uuid and id <> ${id}::uuid and lower(code collate "C") = lower(${code} collate "C")`
  if (!taken) return
  const where = taken.archived ? ', which is archived,' : ''
  const words = `“${nameParts(taken.name).first.slice(0, 60)}”${where} has this code already. Enter another one.`
  throw new UserError(words, { code: words })
}

/**
 * Adds an item under the id from the form and returns the id. The same id again is the form's own item, whose answer was
 * lost: it is given the data as they are now.
 * @throws UserError when another item has the code, when there are too many, and when somebody has changed that item since
 */
export const addItem = (context: OrgContext, { id, ...data }: ItemInput & { id: string }): Promise<string> =>
  forOrg(context.org.id, async (tx) => {
    const orgId = context.org.id
    await lockPriceBook(tx, orgId)
    await requireFreeCode(tx, orgId, id, data.code)
    const stored = await tx.priceItem.findUnique({ where: key(orgId, id) })
    if (!stored) {
      await requireRoom(tx, orgId, 1)
      await tx.priceItem.create({ data: { orgId, id, formId: id, ...data } })
      await recordAudit(tx, context, { action: 'price_item_added', subject: subjectOf(data) })
      return id
    }
    const differences = itemChanges(stored, data)
    if (differences.length === 0) return id
    if (stored.formId !== id)
      throw new UserError(
        'This item was already added, and has been changed since. Find it in the price book to change it again.',
      )
    await tx.priceItem.update({ where: key(orgId, id), data: { ...data, ...savedBy({ formId: id }) } })
    const detail = changedFields(differences)
    await recordAudit(tx, context, { action: 'price_item_changed', subject: subjectOf(data), detail })
    return id
  })

/**
 * Replaces an item's data, unless somebody else has saved it since `version`. Gives the id. Documents that have it stay as
 * they are.
 * @throws UserError when there's no such item, or another one has the code
 */
export const updateItem = (
  context: OrgContext,
  { id, version, formId, ...data }: ItemInput & Edit & { id: string },
): Promise<SaveResult<string>> =>
  forOrg(context.org.id, async (tx) => {
    const orgId = context.org.id
    await lockPriceBook(tx, orgId)
    const stored = await tx.priceItem.findUnique({ where: key(orgId, id) })
    if (!stored) throw new UserError(GONE)
    const differences = itemChanges(stored, data)
    if (differences.length === 0) return { saved: true, value: id }
    if (!isUpToDate(stored, { version, formId }))
      return { saved: false, conflict: { version: stored.version, differences } }
    await requireFreeCode(tx, orgId, id, data.code)
    await tx.priceItem.update({ where: key(orgId, id), data: { ...data, ...savedBy({ formId }) } })
    const detail = changedFields(differences)
    await recordAudit(tx, context, { action: 'price_item_changed', subject: subjectOf(data), detail })
    return { saved: true, value: id }
  })

export const itemIdSchema = z.object({ id: z.uuid() })

/** Takes an item out of the list and of what can be added to documents. @throws UserError when there's no such item */
export const archiveItem = (context: OrgContext, { id }: { id: string }): Promise<void> =>
  setArchived(context, id, now(), 'price_item_archived')

/** Brings an archived item back. @throws UserError when there's no such item */
export const restoreItem = (context: OrgContext, { id }: { id: string }): Promise<void> =>
  setArchived(context, id, null, 'price_item_restored')

const setArchived = (
  context: OrgContext,
  id: string,
  archivedAt: Date | null,
  action: 'price_item_archived' | 'price_item_restored',
): Promise<void> =>
  forOrg(context.org.id, async (tx) => {
    const orgId = context.org.id
    await lockPriceBook(tx, orgId)
    const stored = await tx.priceItem.findUnique({ where: key(orgId, id) })
    if (!stored) throw new UserError(GONE)
    if ((stored.archivedAt === null) === (archivedAt === null)) return
    await tx.priceItem.update({ where: key(orgId, id), data: { archivedAt } })
    await recordAudit(tx, context, { action, subject: subjectOf(stored) })
  })
