import { can, type OrgRole, ROLES } from '@/lib/orgs/roles'

// Who gives and takes which role. The database holds the same in team_may (prisma/migrations/*_team). Pure.

/** The roles that a member can have. */
export type TeamRole = Exclude<OrgRole, 'staff'>

export const TEAM_ROLES = ROLES.filter((role): role is TeamRole => role !== 'staff')

/** Owners and admins: whoever makes one hands out more than records. */
export const isLead = (role: OrgRole): boolean => role === 'owner' || role === 'admin'

/** Whether somebody with this role invites, changes and removes people with the other. */
export const mayGive = (role: OrgRole, other: TeamRole): boolean =>
  can(role, isLead(other) ? 'team:lead' : 'team:manage')

/** The roles that somebody gives, in the order of the role table. */
export const rolesToGive = (role: OrgRole): TeamRole[] => TEAM_ROLES.filter((other) => mayGive(role, other))
