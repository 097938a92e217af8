import 'server-only'
import type { z } from 'zod'
import { recordAudit } from '@/lib/audit/record'
import { forOrg, type Tx } from '@/lib/db'
import { isUpToDate, savedBy } from '@/lib/edits'
import { UserError } from '@/lib/errors'
import { lockPriceBook } from '@/lib/locks'
import type { OrgContext } from '@/lib/orgs/context'
import type { TaxRate } from '@/prisma/generated/client'
import {
  type addTaxRateSchema,
  type defaultTaxRateSchema,
  MAX_TAX_RATES,
  type removeTaxRateSchema,
  type TaxRateInput,
  taxRateWords,
  type updateTaxRateSchema,
} from './schema'

// What taxes a company adds. A document copies the rates that it has, so no change here reaches one.

/** A company's tax rates by name. `rateThousandths` of a percent: 8.875% is 8875. */
export const listTaxRates = (orgId: string): Promise<TaxRate[]> =>
  forOrg(orgId, (tx) => tx.taxRate.findMany({ where: { orgId }, orderBy: [{ name: 'asc' }, { id: 'asc' }] }))

/** The rates with which a new document of the company begins, as its content has them (lib/documents/content.ts). */
export const defaultTaxRates = async (
  orgId: string,
): Promise<{ id: string; name: string; rateThousandths: number }[]> =>
  (await listTaxRates(orgId))
    .filter(({ isDefault }) => isDefault)
    .map(({ id, name, rateThousandths }) => ({ id, name, rateThousandths }))

const key = (orgId: string, id: string) => ({ orgId_id: { orgId, id } })
const OTHERS = 'Somebody else changed this rate while you were editing'
const GONE = 'This rate no longer exists. Somebody else removed it. Reload the page.'

/** @throws UserError where another rate has the name, letters in either case */
function requireFreeName(rates: readonly TaxRate[], id: string, name: string): void {
  const taken = rates.some((rate) => rate.id !== id && rate.name.toLowerCase() === name.toLowerCase())
  const words = 'Another rate has this name. Enter one that tells them apart.'
  if (taken) throw new UserError(words, { name: words })
}

/** Has the company's rates to itself until the transaction ends. */
async function lockedRates(tx: Tx, orgId: string): Promise<TaxRate[]> {
  await lockPriceBook(tx, orgId)
  return tx.taxRate.findMany({ where: { orgId } })
}

const dataOf = ({ name, rate }: TaxRateInput) => ({ name, rateThousandths: rate })

/** Adds a rate; the first one is a default. The same id again is the same form, whose answer was lost. @throws UserError, also where that was another rate */
export const addTaxRate = (context: OrgContext, { id, ...typed }: z.output<typeof addTaxRateSchema>): Promise<void> =>
  forOrg(context.org.id, async (tx) => {
    const orgId = context.org.id
    const rates = await lockedRates(tx, orgId)
    const saved = rates.find((rate) => rate.id === id)
    if (saved) {
      const words = taxRateWords(saved)
      if (words === taxRateWords(dataOf(typed))) return
      throw new UserError(`This rate was added already: ${words}. Close this, and edit it there.`)
    }
    requireFreeName(rates, id, typed.name)
    if (rates.length >= MAX_TAX_RATES)
      throw new UserError(`A company can have at most ${MAX_TAX_RATES} tax rates. Remove one first.`)
    const data = dataOf(typed)
    await tx.taxRate.create({ data: { orgId, id, formId: id, ...data, isDefault: rates.length === 0 } })
    await recordAudit(tx, context, { action: 'tax_rate_added', subject: taxRateWords(data) })
  })

/** Replaces a rate's name and percentage. @throws UserError where somebody else has changed it since `version` */
export const updateTaxRate = (
  context: OrgContext,
  { id, version, formId, ...typed }: z.output<typeof updateTaxRateSchema>,
): Promise<void> =>
  forOrg(context.org.id, async (tx) => {
    const orgId = context.org.id
    const rates = await lockedRates(tx, orgId)
    const stored = rates.find((rate) => rate.id === id)
    if (!stored) throw new UserError(GONE)
    const data = dataOf(typed)
    if (stored.name === data.name && stored.rateThousandths === data.rateThousandths) return
    if (!isUpToDate(stored, { version, formId }))
      throw new UserError(
        `${OTHERS}: it is now ${taxRateWords(stored)}. Close this, and change it again if you want to.`,
      )
    requireFreeName(rates, id, data.name)
    await tx.taxRate.update({ where: key(orgId, id), data: { ...data, ...savedBy({ formId }) } })
    const detail = `Before: ${taxRateWords(stored)}`
    await recordAudit(tx, context, { action: 'tax_rate_changed', subject: taxRateWords(data), detail })
  })

/** Says whether new documents begin with a rate. @throws UserError when it no longer exists */
export const setDefaultTaxRate = (
  context: OrgContext,
  { id, isDefault }: z.output<typeof defaultTaxRateSchema>,
): Promise<void> =>
  forOrg(context.org.id, async (tx) => {
    const orgId = context.org.id
    const stored = (await lockedRates(tx, orgId)).find((rate) => rate.id === id)
    if (!stored) throw new UserError(GONE)
    if (stored.isDefault === isDefault) return
    await tx.taxRate.update({ where: key(orgId, id), data: { isDefault } })
    const detail = isDefault ? 'New documents begin with it' : 'New documents no longer begin with it'
    await recordAudit(tx, context, { action: 'tax_rate_changed', subject: taxRateWords(stored), detail })
  })

/** Removes a rate. Documents that have it keep it. @throws UserError where somebody else has changed it since `version` */
export const removeTaxRate = (
  context: OrgContext,
  { id, version }: z.output<typeof removeTaxRateSchema>,
): Promise<void> =>
  forOrg(context.org.id, async (tx) => {
    const orgId = context.org.id
    const stored = (await lockedRates(tx, orgId)).find((rate) => rate.id === id)
    if (!stored) return
    if (stored.version !== version)
      throw new UserError(
        `Somebody else changed this rate: it is now ${taxRateWords(stored)}. Close this, and look again.`,
      )
    await tx.taxRate.delete({ where: key(orgId, id) })
    await recordAudit(tx, context, { action: 'tax_rate_removed', subject: taxRateWords(stored) })
  })
