// Who may do what: the one table. Settings shows it where roles are given (app/orgs/[org]/settings/team), and
// e2e/every-action.spec.ts tries every action of the build against it.

/** A member's role. `staff` is the platform's own people, who aren't members of any organization. */
export type OrgRole = 'owner' | 'admin' | 'contractor' | 'bookkeeper' | 'staff'

export const ROLES = ['owner', 'admin', 'contractor', 'bookkeeper', 'staff'] as const satisfies readonly OrgRole[]

export const ROLE_LABELS: Record<OrgRole, string> = {
  owner: 'Owner',
  admin: 'Admin',
  contractor: 'Contractor',
  bookkeeper: 'Bookkeeper',
  staff: 'Plumbline staff',
}

/** What somebody of this role is there for. */
export const ROLE_WORDS: Record<OrgRole, string> = {
  owner:
    'Owns the company’s account: does everything, and alone makes owners and admins and replaces the PaySimple credentials.',
  admin:
    'Runs the office: does everything except making owners and admins, and replacing the PaySimple credentials without an owner.',
  contractor: 'Sells and takes payments, and voids what they took themselves.',
  bookkeeper: 'Reads everything but what items cost you, voids and refunds in full. Never charges a card.',
  staff: 'Plumbline’s own people, who help connect PaySimple. They never see your customers, jobs or payments.',
}

type Row = {
  /** What it allows, for people. */
  words: string
  roles: readonly OrgRole[]
  /** When the password is asked for again: always, or as the words say. */
  password?: 'always' | 'for changes' | 'for credentials'
}

const OFFICE = ['owner', 'admin'] as const
const MEMBERS = ['owner', 'admin', 'contractor', 'bookkeeper'] as const

const PERMISSIONS = {
  'records:read': { words: 'See customers, jobs, proposals, agreements and payments', roles: MEMBERS },
  'records:write': {
    words: 'Write customers, jobs, proposals, agreements and templates, and see what items cost',
    roles: ['owner', 'admin', 'contractor'],
  },
  'payments:take': {
    words: 'Take payments, record checks and cash, and change saved cards and bank accounts',
    roles: ['owner', 'admin', 'contractor'],
  },
  'payments:void': {
    words: 'Void a payment they took, correct an entry they recorded, and check any payment with PaySimple',
    roles: MEMBERS,
  },
  'payments:void-any': {
    words: 'Void what others took, and correct what others recorded',
    roles: ['owner', 'admin', 'bookkeeper'],
  },
  'payments:refund': {
    words: 'Refund a payment in full once it has settled',
    roles: ['owner', 'admin', 'bookkeeper'],
    password: 'always',
  },
  'payments:resolve': {
    words: 'Decide unconfirmed payments, and link, move or ignore payments made in PaySimple',
    roles: OFFICE,
  },
  'emails:send': { words: 'Send emails about payments again, or to another address', roles: MEMBERS },
  'company:manage': { words: 'Change the company’s own settings, and see its team', roles: OFFICE },
  'prices:manage': { words: 'Change the price book and tax rates, and rename or delete templates', roles: OFFICE },
  'team:manage': {
    words: 'Invite contractors and bookkeepers, change their roles, and remove them',
    roles: OFFICE,
  },
  'team:lead': {
    words: 'Invite owners and admins, change their roles, remove them, and hand over ownership',
    roles: ['owner'],
    password: 'always',
  },
  'deposit:override': {
    words: 'Send an agreement whose deposit is above its state’s limit, with a reason that is kept',
    roles: ['owner'],
  },
  'limits:lift': {
    words: 'End a limit before its time, and change the most that one payment can be',
    roles: ['owner'],
    password: 'always',
  },
  'security:manage': {
    words: 'Require two-step sign-in of everybody, set the refund amount that asks for it, and reset a member’s',
    roles: ['owner'],
    password: 'always',
  },
  'audit:read': { words: 'See the audit log, export it, and choose alarms', roles: OFFICE },
  'integration:manage': {
    words: 'See the PaySimple connection and its API log, mark its steps, and enter credentials where there are none',
    roles: ['owner', 'admin', 'staff'],
    password: 'for credentials',
  },
  'integration:replace': {
    words: 'Replace or remove the PaySimple credentials in use. An admin may while the company has no owner',
    roles: ['owner'],
    password: 'always',
  },
  'api:test': {
    words: 'Call PaySimple with the API Test Tool',
    roles: OFFICE,
    password: 'for changes',
  },
} as const satisfies Record<string, Row>

export type Permission = keyof typeof PERMISSIONS

export const can = (role: OrgRole, permission: Permission): boolean =>
  PERMISSIONS[permission].roles.some((each) => each === role)

/** A partial refund refunds all of it and charges what is kept again, so it takes the right to either. */
const PARTIAL_REFUND = ['payments:refund', 'payments:take'] as const
export const canRefundPart = (role: OrgRole): boolean => PARTIAL_REFUND.every((permission) => can(role, permission))

/** Whether somebody may void a payment or correct an entry that the user with this id took or recorded. */
export const canVoid = (who: { role: OrgRole; user: { id: string } }, takenById: string | null): boolean =>
  can(who.role, takenById === who.user.id ? 'payments:void' : 'payments:void-any')

/**
 * Whether somebody may replace or remove credentials in use. Without an owner nobody else could, so an admin may then.
 */
export const canReplaceCredentials = (role: OrgRole, hasOwner: boolean): boolean =>
  can(role, 'integration:replace') || (role === 'admin' && !hasOwner)

/** The table as people read it: what may be done, and by whom. */
export const ROLE_TABLE: readonly Row[] = Object.entries(PERMISSIONS).flatMap(([name, row]: [string, Row]) =>
  name === 'payments:refund'
    ? [
        row,
        {
          words: 'Refund part of a payment, which charges what you keep again',
          roles: ROLES.filter(canRefundPart),
          password: 'always',
        },
      ]
    : row,
)

/** Every permission there is, for what walks them all. */
export const ALL_PERMISSIONS = Object.keys(PERMISSIONS) as Permission[]
