'use server'

import { z } from 'zod'
import { orgAction } from '@/lib/orgs/action'
import { changeRole, handOver, leave, removeMember } from '@/lib/team/change-team'
import { changeRoleSchema, memberSchema } from '@/lib/team/schema'

export const changeRoleAction = orgAction('changeRole', 'team:manage', changeRoleSchema, changeRole)

export const removeMemberAction = orgAction('removeMember', 'team:manage', memberSchema, removeMember)

export const handOverAction = orgAction('handOver', 'team:lead', memberSchema, handOver)

/** Every member leaves by themselves. */
export const leaveAction = orgAction('leave', 'records:read', z.object({}), leave)
