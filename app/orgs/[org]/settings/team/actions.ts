'use server'

import { z } from 'zod'
import { orgAction } from '@/lib/orgs/action'
import { changeRole, handOver, leave, removeMember } from '@/lib/team/change-team'
import { invite, resendInvitation, revokeInvitation } from '@/lib/team/invite'
import { changeRoleSchema, invitationSchema, inviteSchema, memberSchema } from '@/lib/team/schema'

export const changeRoleAction = orgAction('changeRole', 'team:manage', changeRoleSchema, changeRole)

export const removeMemberAction = orgAction('removeMember', 'team:manage', memberSchema, removeMember)

export const handOverAction = orgAction('handOver', 'team:lead', memberSchema, handOver)

/** Every member leaves by themselves. */
export const leaveAction = orgAction('leave', 'records:read', z.object({}), leave)

export const inviteAction = orgAction('invite', 'team:manage', inviteSchema, invite)

export const resendInvitationAction = orgAction('resendInvitation', 'team:manage', invitationSchema, resendInvitation)

export const revokeInvitationAction = orgAction('revokeInvitation', 'team:manage', invitationSchema, revokeInvitation)
