import { can, type OrgRole, type Permission } from '@/lib/orgs/roles'

// The pages of Settings, and who has which. Whoever opens Settings begins with the first of theirs.

const TABS: readonly { path: string; label: string; for: Permission }[] = [
  { path: 'integration', label: 'Integration', for: 'integration:manage' },
  { path: 'company', label: 'Company', for: 'company:manage' },
  { path: 'team', label: 'Team', for: 'company:manage' },
  { path: 'price-book', label: 'Price book', for: 'records:read' },
  { path: 'templates', label: 'Templates', for: 'records:read' },
  { path: 'payments', label: 'Deposits and reminders', for: 'company:manage' },
  { path: 'limits', label: 'Limits', for: 'company:manage' },
  { path: 'security', label: 'Security', for: 'company:manage' },
  { path: 'api-test', label: 'API test', for: 'api:test' },
  { path: 'api-log', label: 'API log', for: 'integration:manage' },
  { path: 'audit', label: 'Audit log', for: 'audit:read' },
  { path: 'alarms', label: 'Alarms', for: 'audit:read' },
]

/** The pages that somebody of this role has, in their order. Every role has one. */
export const tabsOf = (role: OrgRole) => TABS.filter((tab) => can(role, tab.for))

/** Where Settings begins for somebody of this role. */
export const firstTab = (role: OrgRole): string => tabsOf(role)[0]?.path ?? 'integration'
