/** A member's role. `staff` is the platform's own people, who aren't members of any organization. */
export type OrgRole = 'owner' | 'admin' | 'contractor' | 'bookkeeper' | 'staff'

export type Permission =
  | 'records:read' // customers, jobs, proposals, agreements, payments
  | 'records:write'
  | 'payments:take'
  | 'payments:void' // before settlement
  | 'payments:refund'
  | 'emails:send' // emails about payments, again or to another address
  | 'payments:resolve' // decide unconfirmed payments, link or ignore external ones
  | 'integration:manage'
  | 'company:manage' // the company's own settings
  | 'audit:read' // the log, its export, and the alarms about it

const ADMIN: readonly Permission[] = [
  ...(['records:read', 'records:write', 'integration:manage', 'company:manage', 'audit:read', 'emails:send'] as const),
  ...(['payments:take', 'payments:void', 'payments:refund', 'payments:resolve'] as const),
]

const PERMISSIONS: Record<OrgRole, readonly Permission[]> = {
  owner: ADMIN,
  admin: ADMIN,
  contractor: ['records:read', 'records:write', 'payments:take', 'payments:void', 'emails:send'],
  bookkeeper: ['records:read', 'payments:void', 'payments:refund', 'emails:send'],
  staff: ['integration:manage'],
}

export const can = (role: OrgRole, permission: Permission): boolean => PERMISSIONS[role].includes(permission)

export const ROLE_LABELS: Record<OrgRole, string> = {
  owner: 'Owner',
  admin: 'Admin',
  contractor: 'Contractor',
  bookkeeper: 'Bookkeeper',
  staff: 'Plumbline staff',
}
