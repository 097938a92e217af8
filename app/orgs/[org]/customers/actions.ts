'use server'

import { createCustomer } from '@/lib/customers/create-customer'
import { mergeCustomers, mergeSchema } from '@/lib/customers/merge'
import { createCustomerSchema, updateCustomerSchema } from '@/lib/customers/schema'
import { updateCustomer } from '@/lib/customers/update-customer'
import { archiveCustomer, archiveSchema, restoreCustomer, restoreSchema } from '@/lib/jobs/archive'
import { orgAction } from '@/lib/orgs/action'

export const createCustomerAction = orgAction('createCustomer', 'records:write', createCustomerSchema, createCustomer)

export const archiveCustomerAction = orgAction('archiveCustomer', 'records:write', archiveSchema, archiveCustomer)

export const restoreCustomerAction = orgAction('restoreCustomer', 'records:write', restoreSchema, restoreCustomer)

export const mergeCustomersAction = orgAction('mergeCustomers', 'records:write', mergeSchema, mergeCustomers)

export const updateCustomerAction = orgAction('updateCustomer', 'records:write', updateCustomerSchema, updateCustomer)
