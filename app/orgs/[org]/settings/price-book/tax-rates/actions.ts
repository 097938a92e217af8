'use server'

import { revalidatePath } from 'next/cache'
import { orgAction } from '@/lib/orgs/action'
import type { OrgContext } from '@/lib/orgs/context'
import {
  addTaxRateSchema,
  defaultTaxRateSchema,
  removeTaxRateSchema,
  updateTaxRateSchema,
} from '@/lib/tax-rates/schema'
import { addTaxRate, removeTaxRate, setDefaultTaxRate, updateTaxRate } from '@/lib/tax-rates/tax-rates'

/** And the page shows it. */
const shown =
  <In>(change: (context: OrgContext, input: In) => Promise<void>) =>
  async (context: OrgContext, input: In): Promise<void> => {
    await change(context, input)
    revalidatePath(`/orgs/${context.org.slug}/settings/price-book/tax-rates`)
  }

export const addTaxRateAction = orgAction('addTaxRate', 'prices:manage', addTaxRateSchema, shown(addTaxRate))

export const updateTaxRateAction = orgAction(
  'updateTaxRate',
  'prices:manage',
  updateTaxRateSchema,
  shown(updateTaxRate),
)

export const setDefaultTaxRateAction = orgAction(
  'setDefaultTaxRate',
  'prices:manage',
  defaultTaxRateSchema,
  shown(setDefaultTaxRate),
)

export const removeTaxRateAction = orgAction(
  'removeTaxRate',
  'prices:manage',
  removeTaxRateSchema,
  shown(removeTaxRate),
)
