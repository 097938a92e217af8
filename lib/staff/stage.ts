// How far an organization is on its way to taking payments. Pure.

export const STAGES = {
  none: 'Not started',
  application_sent: 'Applied',
  approved: 'Approved',
  credentials_entered: 'Credentials entered',
  active: 'Active',
} as const
export type Stage = keyof typeof STAGES

type Steps = {
  applicationSentAt: Date | null
  approvedAt: Date | null
  userName: string | null
  activatedAt: Date | null
}

/** The last step that's done. */
export function stageOf(steps: Steps): Stage {
  if (steps.activatedAt) return 'active'
  if (steps.userName) return 'credentials_entered'
  if (steps.approvedAt) return 'approved'
  return steps.applicationSentAt ? 'application_sent' : 'none'
}

/** What the list can be filtered by. */
export const FILTERS = { all: 'All', connecting: 'On the way', active: 'Active', suspended: 'Suspended' } as const
export type Filter = keyof typeof FILTERS

/** The filter that a search parameter names. */
export const filterParam = (text: string): Filter => (Object.hasOwn(FILTERS, text) ? (text as Filter) : 'all')
