'use server'

import { z } from 'zod'
import { findCustomers } from '@/lib/customers/queries'
import { createJob } from '@/lib/jobs/create-job'
import { createJobSchema, updateJobSchema } from '@/lib/jobs/schema'
import { updateJob } from '@/lib/jobs/update-job'
import { orgAction } from '@/lib/orgs/action'

export const createJobAction = orgAction('createJob', 'records:write', createJobSchema, ({ org }, input) =>
  createJob(org.id, input),
)

export const updateJobAction = orgAction('updateJob', 'records:write', updateJobSchema, ({ org }, input) =>
  updateJob(org.id, input),
)

const findSchema = z.object({ query: z.string().max(200) })
export const findCustomersAction = orgAction('findCustomers', 'records:read', findSchema, ({ org }, { query }) =>
  findCustomers(org.id, query),
)
