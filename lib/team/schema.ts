import { z } from 'zod'
import { requiredEmail, requiredText } from '@/lib/contact'
import { TEAM_ROLES } from './rules'

// What the Team page sends.

const role = z.enum(TEAM_ROLES, 'Choose a role.')
/** Whom it is about, with the role that the page showed: one that has changed since is looked at again first. */
const member = { userId: z.uuid(), was: role }

export const changeRoleSchema = z.object({ ...member, role })
export type ChangeRole = z.output<typeof changeRoleSchema>

export const memberSchema = z.object(member)
export type OfMember = z.output<typeof memberSchema>

export const inviteSchema = z.object({ email: requiredEmail, role })
export type Invite = z.output<typeof inviteSchema>

export const invitationSchema = z.object({ id: z.uuid() })
export type OfInvitation = z.output<typeof invitationSchema>

/** How long a person's name may be. */
const NAME_MAX = 100

/** What somebody without an account enters to join. The password's rule is in lib/sessions/password-rule.ts. */
export const signUpSchema = z.object({
  token: z.string().max(200),
  name: requiredText(NAME_MAX, 'A name', 'Enter your name.'),
  password: z.string().min(1, 'Choose a password.').max(1000, 'This is too long.'),
})
export type SignUp = z.input<typeof signUpSchema>

export const joinSchema = z.object({ token: z.string().max(200) })
