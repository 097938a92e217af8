'use server'

import { revalidatePath } from 'next/cache'
import { staffAction } from '@/lib/orgs/action'
import { createOrg } from '@/lib/staff/create-org'
import { inviteOwnerAgain } from '@/lib/staff/invite-owner'
import { createOrgSchema, inviteOwnerSchema, suspendSchema } from '@/lib/staff/schema'
import { resumeOrg, suspendOrg } from '@/lib/staff/suspend-org'

const revalidate = () => revalidatePath('/staff', 'layout')

export const createOrgAction = staffAction('createOrg', createOrgSchema, async (context, input) => {
  const slug = await createOrg(context, input)
  revalidate()
  return { slug }
})

export const inviteOwnerAction = staffAction('inviteOwner', inviteOwnerSchema, async (context, input) => {
  await inviteOwnerAgain(context, input)
  revalidate()
})

export const suspendOrgAction = staffAction('suspendOrg', suspendSchema, async (context, input) => {
  await suspendOrg(context, input)
  revalidate()
})

export const resumeOrgAction = staffAction('resumeOrg', suspendSchema, async (context, input) => {
  await resumeOrg(context, input)
  revalidate()
})
