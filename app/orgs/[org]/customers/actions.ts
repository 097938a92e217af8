'use server'

import { revalidatePath } from 'next/cache'
import { createCustomer } from '@/lib/customers/create-customer'
import { mergeCustomers, mergeSchema } from '@/lib/customers/merge'
import { createCustomerSchema, updateCustomerSchema } from '@/lib/customers/schema'
import { updateCustomer } from '@/lib/customers/update-customer'
import { archiveCustomer, archiveSchema, restoreCustomer, restoreSchema } from '@/lib/jobs/archive'
import { orgAction } from '@/lib/orgs/action'

export const createCustomerAction = orgAction('createCustomer', 'records:write', createCustomerSchema, createCustomer)

const revalidate = (slug: string) => revalidatePath(`/orgs/${slug}`, 'layout')

export const archiveCustomerAction = orgAction(
  'archiveCustomer',
  'records:write',
  archiveSchema,
  async (context, input) => {
    await archiveCustomer(context, input)
    revalidate(context.org.slug)
  },
)

export const restoreCustomerAction = orgAction(
  'restoreCustomer',
  'records:write',
  restoreSchema,
  async (context, input) => {
    await restoreCustomer(context, input)
    revalidate(context.org.slug)
  },
)

export const mergeCustomersAction = orgAction('mergeCustomers', 'records:write', mergeSchema, mergeCustomers)

export const updateCustomerAction = orgAction('updateCustomer', 'records:write', updateCustomerSchema, updateCustomer)
