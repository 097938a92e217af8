// What somebody can be told of by email when it happens. Pure.

type Words = { title: string; what: string }

/** What owners and admins of a company can be told of. */
export const ORG_ALARMS = {
  new_device: {
    title: 'Sign-in on a new device',
    what: 'An owner or admin signed in on a device that hasn’t signed in to their account before.',
  },
  credentials: {
    title: 'PaySimple credentials',
    what: 'Somebody entered, replaced or removed the PaySimple credentials. Owners always get this one.',
  },
  roles: {
    title: 'Team',
    what: 'Somebody joined or left the company, has another role, or is invited. Owners always get this one.',
  },
  limits: { title: 'Limits', what: 'Somebody met a limit that protects the company’s money or name.' },
  declines: {
    title: 'Declined payments',
    what: 'Many payments were declined within minutes, which is what trying out stolen cards looks like.',
  },
} as const satisfies Record<string, Words>
export type OrgAlarm = keyof typeof ORG_ALARMS

/** What whoever runs the installation is told of (SECURITY_MAIL). */
export const OPERATOR_ALARMS = {
  page_changed: { title: 'The payment page changed', what: 'Its scripts or headers aren’t those of the build.' },
  foreign_origins: {
    title: 'Requests from other sites',
    what: 'Many requests came from other sites, or from nowhere.',
  },
  sign_in_flood: { title: 'Failed sign-ins', what: 'Many sign-ins failed within a minute.' },
  policy_reports: { title: 'Blocked content', what: 'Many browsers reported content that the page’s policy blocks.' },
  staff_sign_in: { title: 'Staff signed in', what: 'Somebody of Plumbline’s own staff signed in.' },
} as const satisfies Record<string, Words>
export type OperatorAlarm = keyof typeof OPERATOR_ALARMS

/** What each person is told of about their own sign-in. Nobody turns it off. */
export const PERSON_ALARMS = {
  second_step: { title: 'Your sign-in changed', what: 'Two-step sign-in was set up, used up, changed or reset.' },
} as const satisfies Record<string, Words>
export type PersonAlarm = keyof typeof PERSON_ALARMS

export const ORG_ALARM_NAMES = Object.keys(ORG_ALARMS) as OrgAlarm[]

/** The words of a kind, whoever it is for; null for one that this version doesn't know. */
export function alarmWords(kind: string): Words | null {
  const all: Record<string, Words> = { ...ORG_ALARMS, ...OPERATOR_ALARMS, ...PERSON_ALARMS }
  return Object.hasOwn(all, kind) ? (all[kind] ?? null) : null
}

/** Nobody who took over an owner's session may silence this first. */
export const isAlwaysOn = (kind: OrgAlarm, role: string): boolean =>
  (kind === 'credentials' || kind === 'roles') && role === 'owner'
