'use server'

import { orgAction } from '@/lib/orgs/action'
import {
  addTaxRateSchema,
  defaultTaxRateSchema,
  removeTaxRateSchema,
  updateTaxRateSchema,
} from '@/lib/tax-rates/schema'
import { addTaxRate, removeTaxRate, setDefaultTaxRate, updateTaxRate } from '@/lib/tax-rates/tax-rates'

export const addTaxRateAction = orgAction('addTaxRate', 'prices:manage', addTaxRateSchema, addTaxRate)

export const updateTaxRateAction = orgAction('updateTaxRate', 'prices:manage', updateTaxRateSchema, updateTaxRate)

export const setDefaultTaxRateAction = orgAction(
  'setDefaultTaxRate',
  'prices:manage',
  defaultTaxRateSchema,
  setDefaultTaxRate,
)

export const removeTaxRateAction = orgAction('removeTaxRate', 'prices:manage', removeTaxRateSchema, removeTaxRate)
