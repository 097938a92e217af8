'use server'

import { staffAction } from '@/lib/orgs/action'
import { createOrg } from '@/lib/staff/create-org'
import { inviteOwnerAgain } from '@/lib/staff/invite-owner'
import { createOrgSchema, inviteOwnerSchema, suspendSchema } from '@/lib/staff/schema'
import { resumeOrg, suspendOrg } from '@/lib/staff/suspend-org'

export const createOrgAction = staffAction('createOrg', createOrgSchema, async (context, input) => ({
  slug: await createOrg(context, input),
}))

export const inviteOwnerAction = staffAction('inviteOwner', inviteOwnerSchema, inviteOwnerAgain)

export const suspendOrgAction = staffAction('suspendOrg', suspendSchema, suspendOrg)

export const resumeOrgAction = staffAction('resumeOrg', suspendSchema, resumeOrg)
