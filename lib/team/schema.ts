import { z } from 'zod'
import { TEAM_ROLES } from './rules'

// What the Team page sends.

const role = z.enum(TEAM_ROLES, 'Choose a role.')
/** Whom it is about, with the role that the page showed: one that has changed since is looked at again first. */
const member = { userId: z.uuid(), was: role }

export const changeRoleSchema = z.object({ ...member, role })
export type ChangeRole = z.output<typeof changeRoleSchema>

export const memberSchema = z.object(member)
export type OfMember = z.output<typeof memberSchema>
