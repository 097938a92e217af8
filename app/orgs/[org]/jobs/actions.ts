'use server'

import { z } from 'zod'
import { findCustomers } from '@/lib/customers/queries'
import { archiveJob, archiveSchema, restoreJob, restoreSchema } from '@/lib/jobs/archive'
import { createJob } from '@/lib/jobs/create-job'
import { createJobSchema, updateJobSchema } from '@/lib/jobs/schema'
import { updateJob } from '@/lib/jobs/update-job'
import { admitSearch } from '@/lib/limits/searches'
import { MAX_QUERY } from '@/lib/max-query'
import { orgAction } from '@/lib/orgs/action'

export const createJobAction = orgAction('createJob', 'records:write', createJobSchema, createJob)

export const updateJobAction = orgAction('updateJob', 'records:write', updateJobSchema, updateJob)

export const archiveJobAction = orgAction('archiveJob', 'records:write', archiveSchema, archiveJob)

export const restoreJobAction = orgAction('restoreJob', 'records:write', restoreSchema, restoreJob)

const findSchema = z.object({ query: z.string().max(MAX_QUERY) })
export const findCustomersAction = orgAction(
  'findCustomers',
  'records:read',
  findSchema,
  async ({ org }, { query }) => {
    await admitSearch()
    return findCustomers(org.id, query)
  },
)
