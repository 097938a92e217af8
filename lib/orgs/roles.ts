/** What a member may do. `staff` stands for the platform's own people, who are members of no organization. */
export type OrgRole = 'owner' | 'admin' | 'contractor' | 'bookkeeper' | 'staff'

export type Permission =
  | 'records:read' // customers, jobs, proposals, agreements, payments
  | 'records:write'
  | 'payments:take'
  | 'integration:manage'

const PERMISSIONS: Record<OrgRole, readonly Permission[]> = {
  owner: ['records:read', 'records:write', 'payments:take', 'integration:manage'],
  admin: ['records:read', 'records:write', 'payments:take', 'integration:manage'],
  contractor: ['records:read', 'records:write', 'payments:take'],
  bookkeeper: ['records:read'],
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
