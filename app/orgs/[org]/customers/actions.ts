'use server'

import { createCustomer } from '@/lib/customers/create-customer'
import { createCustomerSchema, updateCustomerSchema } from '@/lib/customers/schema'
import { updateCustomer } from '@/lib/customers/update-customer'
import { orgAction } from '@/lib/orgs/action'

export const createCustomerAction = orgAction(
  'createCustomer',
  'records:write',
  createCustomerSchema,
  ({ org }, input) => createCustomer(org.id, input),
)

export const updateCustomerAction = orgAction(
  'updateCustomer',
  'records:write',
  updateCustomerSchema,
  ({ org }, input) => updateCustomer(org.id, input),
)
