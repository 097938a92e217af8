// All limits on what reaches outside: PaySimple, people's mailboxes, the database's time. One table: the code counts by
// it, docs/limits.md is made from it, and the tests walk it. Pure.

const MINUTE = 60
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

/** Whom or what a limit counts: within one company, but for a card or bank account, which is the same in all. */
export type Subject =
  | 'card'
  | 'card here'
  | 'member'
  | 'link'
  | 'job'
  | 'payment'
  | 'account'
  | 'address'
  | 'inbox'
  | 'company'
/** Of what different ones are counted. A saved card is none that was typed. */
export type Different = 'typed card' | 'inbox'

export type LimitRule = {
  of: Subject
  /** How much of it is let in within `seconds`, for a company of the usual size. */
  most: number
  seconds: number
  /** What is counted, in words: "tries". */
  what: string
  /** Counts different ones of these only, such as the cards of one member. */
  each?: Different
  /**
   * `outcome`: counted once a payment is declined, and looked at before the next one. `each`: the same form again counts,
   * too, until its outcome is known.
   */
  counted?: 'outcome' | 'each'
  /** Who ends it before its time: an owner of the company, or only who runs Plumbline. */
  lifts: 'owner' | 'operator'
  /** What a person reads who meets it. `most` is put in for #. */
  met: string
}

const AT_BANK = 'card or bank account'

export const LIMITS = {
  // ── Payments ──
  card_declines: {
    ...{ of: 'card', most: 10, seconds: DAY, what: 'declines in a row, in all companies', counted: 'each' },
    lifts: 'operator',
    met: `This ${AT_BANK} was declined # times today, or not confirmed, so it isn’t tried again for now. Use another one.`,
  },
  card_tries: {
    ...{
      of: 'card here',
      most: 60,
      seconds: DAY,
      what: 'payments tried with one card or bank account',
      lifts: 'owner',
    },
    met: `Payments were tried # times today with this ${AT_BANK}. Use another one.`,
  },
  member_tries: {
    ...{ of: 'member', most: 200, seconds: DAY, what: 'payments tried', lifts: 'owner' },
    met: 'You tried # payments within a day, the most for one person.',
  },
  member_declines: {
    ...{ of: 'member', most: 30, seconds: DAY, what: 'declined payments', counted: 'outcome', lifts: 'owner' },
    met: '# of your payments were declined within a day, the most for one person.',
  },
  member_new_cards_hour: {
    ...{ of: 'member', most: 20, seconds: HOUR, what: 'different cards and bank accounts typed', each: 'typed card' },
    ...{
      lifts: 'owner',
      met: 'You typed # different cards and bank accounts within an hour, the most for one person.',
    },
  },
  member_new_cards_day: {
    ...{ of: 'member', most: 60, seconds: DAY, what: 'different cards and bank accounts typed', each: 'typed card' },
    ...{ lifts: 'owner', met: 'You typed # different cards and bank accounts within a day, the most for one person.' },
  },
  job_tries: {
    ...{ of: 'job', most: 80, seconds: DAY, what: 'payments tried', lifts: 'owner' },
    met: 'Payments were tried # times today on this job, the most for one job.',
  },
  job_declines: {
    ...{ of: 'job', most: 20, seconds: DAY, what: 'declined payments', counted: 'outcome', lifts: 'owner' },
    met: '# payments were declined today on this job, the most for one job.',
  },
  job_cards: {
    ...{ of: 'job', most: 12, seconds: DAY, what: 'different cards and bank accounts typed', each: 'typed card' },
    ...{
      lifts: 'owner',
      met: '# different cards and bank accounts were typed today on this job, the most for one job.',
    },
  },
  address_tries: {
    ...{ of: 'address', most: 800, seconds: DAY, what: 'payments tried from one place', lifts: 'owner' },
    met: '# payments were tried within a day from where you are, the most for one place.',
  },
  address_declines: {
    ...{ of: 'address', most: 80, seconds: DAY, what: 'declined payments from one place', counted: 'outcome' },
    ...{ lifts: 'owner', met: '# payments were declined within a day from where you are, the most for one place.' },
  },
  company_tries: {
    ...{ of: 'company', most: 2000, seconds: DAY, what: 'payments tried', lifts: 'owner' },
    met: '# payments were tried within a day at your company, the most for one company.',
  },
  company_declines: {
    ...{ of: 'company', most: 200, seconds: DAY, what: 'declined payments', counted: 'outcome', lifts: 'owner' },
    met: '# payments were declined within a day at your company, the most for one company.',
  },
  // ── Voids, refunds, saved accounts ──
  member_reversals_hour: {
    ...{ of: 'member', most: 40, seconds: HOUR, what: 'voids, refunds and recharges', lifts: 'owner' },
    met: 'You voided or refunded # payments within an hour, the most for one person.',
  },
  member_reversals_day: {
    ...{ of: 'member', most: 150, seconds: DAY, what: 'voids, refunds and recharges', lifts: 'owner' },
    met: 'You voided or refunded # payments within a day, the most for one person.',
  },
  member_account_changes: {
    ...{ of: 'member', most: 60, seconds: HOUR, what: 'changes of saved cards and bank accounts', lifts: 'owner' },
    met: 'You changed # saved cards and bank accounts within an hour, the most for one person.',
  },
  account_changes: {
    ...{ of: 'account', most: 20, seconds: DAY, what: 'changes of one saved card or bank account', lifts: 'owner' },
    met: `This ${AT_BANK} was changed # times today, the most for one.`,
  },
  // ── What asks PaySimple ──
  member_dialogs_hour: {
    ...{
      of: 'member',
      most: 150,
      seconds: HOUR,
      what: 'opened payment dialogs that prepare a payment',
      lifts: 'owner',
    },
    met: 'You opened Make Payment # times within an hour. It goes on working, a little slower.',
  },
  member_dialogs_day: {
    ...{ of: 'member', most: 800, seconds: DAY, what: 'opened payment dialogs that prepare a payment', lifts: 'owner' },
    met: 'You opened Make Payment # times within a day. It goes on working, a little slower.',
  },
  member_checks: {
    ...{ of: 'member', most: 120, seconds: HOUR, what: 'checks with PaySimple', lifts: 'owner' },
    met: 'You checked # times with PaySimple within an hour, the most for one person.',
  },
  payment_checks: {
    ...{ of: 'payment', most: 30, seconds: HOUR, what: 'checks of one payment with PaySimple', lifts: 'owner' },
    met: 'This payment was checked # times within an hour. Plumbline checks it by itself, too.',
  },
  member_test_calls: {
    ...{ of: 'member', most: 600, seconds: HOUR, what: 'calls of the API Test Tool', lifts: 'owner' },
    met: 'You sent # test calls within an hour, the most for one person.',
  },
  member_moving_calls: {
    ...{ of: 'member', most: 30, seconds: HOUR, what: 'calls of the API Test Tool that move money', lifts: 'owner' },
    met: 'You sent # test calls that move money within an hour, the most for one person.',
  },
  company_credentials: {
    ...{ of: 'company', most: 30, seconds: HOUR, what: 'credentials tried at PaySimple', lifts: 'operator' },
    met: 'PaySimple credentials were tried # times within an hour at your company.',
  },
  // ── Email ──
  job_inboxes: {
    ...{ of: 'job', most: 4, seconds: DAY, what: 'different addresses for receipts', each: 'inbox', lifts: 'owner' },
    met: 'Emails about this job went to # different addresses today, the most for one job.',
  },
  member_inboxes_hour: {
    ...{ of: 'member', most: 40, seconds: HOUR, what: 'different addresses for emails', each: 'inbox', lifts: 'owner' },
    met: 'You had emails sent to # different addresses within an hour, the most for one person.',
  },
  member_inboxes_day: {
    ...{ of: 'member', most: 120, seconds: DAY, what: 'different addresses for emails', each: 'inbox', lifts: 'owner' },
    met: 'You had emails sent to # different addresses within a day, the most for one person.',
  },
  inbox_emails: {
    ...{ of: 'inbox', most: 60, seconds: DAY, what: 'emails asked for to one address', lifts: 'owner' },
    met: '# emails were asked for to this address today, the most for one address.',
  },
  payment_emails: {
    ...{ of: 'payment', most: 8, seconds: DAY, what: 'emails about one payment sent by hand', lifts: 'owner' },
    met: 'Emails about this payment were sent # times today, the most for one payment.',
  },
  job_links: {
    ...{ of: 'job', most: 24, seconds: DAY, what: 'emails that bring a customer’s link', lifts: 'owner' },
    met: 'Links to this job’s page were emailed # times today, the most for one job.',
  },
  member_emails: {
    ...{ of: 'member', most: 100, seconds: DAY, what: 'emails sent by hand', lifts: 'owner' },
    met: 'You sent # emails by hand within a day, the most for one person.',
  },
  // ── Invitations ──
  member_invitations: {
    ...{ of: 'member', most: 40, seconds: DAY, what: 'invitations to the team', lifts: 'owner' },
    met: 'You sent # invitations within a day, the most for one person.',
  },
  company_invitations: {
    ...{ of: 'company', most: 100, seconds: DAY, what: 'invitations to the team', lifts: 'operator' },
    met: '# invitations were sent within a day at your company, the most for one company.',
  },
  inbox_invitations: {
    ...{ of: 'inbox', most: 6, seconds: DAY, what: 'invitations to one address', lifts: 'owner' },
    met: 'This address was invited # times today, the most for one address.',
  },
  // ── The company ──
  company_logos: {
    ...{ of: 'company', most: 40, seconds: DAY, what: 'logos tried', lifts: 'owner' },
    met: 'Your company tried # logos within a day, the most for one company.',
  },
  // ── Photos ──
  job_photos: {
    ...{ of: 'job', most: 200, seconds: DAY, what: 'photos tried', lifts: 'owner' },
    met: '# photos were tried today on this job, the most for one job.',
  },
  member_photos: {
    ...{ of: 'member', most: 600, seconds: DAY, what: 'photos tried', lifts: 'owner' },
    met: 'You tried # photos within a day, the most for one person.',
  },
  company_photos: {
    ...{ of: 'company', most: 2000, seconds: DAY, what: 'photos tried', lifts: 'owner' },
    met: '# photos were tried within a day at your company, the most for one company.',
  },
  member_price_imports: {
    ...{ of: 'member', most: 120, seconds: HOUR, what: 'files read for the price book', lifts: 'owner' },
    met: 'You had # files read for the price book within an hour, the most for one person.',
  },
  // ── Customers at their links ──
  link_openings: {
    ...{ of: 'link', most: 60, seconds: HOUR, what: 'openings of one customer’s link', lifts: 'owner' },
    met: 'This link was opened # times within an hour, the most for one link.',
  },
  link_streams: {
    ...{ of: 'link', most: 12, seconds: 6 * MINUTE, what: 'open live connections of one link', lifts: 'owner' },
    met: '# live connections are open at this link, the most for one link. Close some tabs.',
  },
  link_questions: {
    ...{ of: 'link', most: 10, seconds: HOUR, what: 'questions from one customer’s link', lifts: 'owner' },
    met: '# questions were asked within an hour, the most for one person.',
  },
  link_pdfs: {
    ...{ of: 'link', most: 60, seconds: HOUR, what: 'PDFs downloaded at one customer’s link', lifts: 'owner' },
    met: '# PDFs were downloaded within an hour, the most for one person.',
  },
  link_account_changes: {
    ...{ of: 'link', most: 10, seconds: HOUR, what: 'saved cards and bank accounts changed by one customer' },
    ...{ lifts: 'owner', met: 'You changed # saved cards and bank accounts within an hour, the most for one person.' },
  },
  link_dialogs: {
    ...{ of: 'link', most: 40, seconds: HOUR, what: 'payments prepared at one customer’s link', lifts: 'owner' },
    met: 'You opened the payment form # times within an hour. It goes on working, a little slower.',
  },
  link_tries: {
    ...{ of: 'link', most: 10, seconds: DAY, what: 'payments tried by one customer', lifts: 'owner' },
    met: 'You tried # payments within a day, the most for one person.',
  },
  link_declines: {
    ...{ of: 'link', most: 6, seconds: DAY, what: 'declined payments of one customer', counted: 'outcome' },
    ...{ lifts: 'owner', met: '# of your payments were declined within a day, the most for one person.' },
  },
  link_cards: {
    ...{ of: 'link', most: 4, seconds: DAY, what: 'different cards and bank accounts typed by one customer' },
    ...{ each: 'typed card', lifts: 'owner' },
    met: 'You typed # different cards and bank accounts within a day, the most for one person.',
  },
  link_inboxes: {
    ...{ of: 'link', most: 4, seconds: DAY, what: 'different addresses for a customer’s receipts', each: 'inbox' },
    ...{ lifts: 'owner', met: 'You had receipts sent to # different addresses within a day, the most for one person.' },
  },
  customers_address_retries: {
    ...{ of: 'address', most: 15, seconds: DAY, what: 'tries of customers after a decline, from one place' },
    ...{ lifts: 'owner', met: '# payments were tried again today after a decline from where you are.' },
  },
  customers_company_retries: {
    ...{ of: 'company', most: 60, seconds: DAY, what: 'tries of customers after a decline', lifts: 'owner' },
    met: '# payments of customers were tried again today after a decline, the most for one company.',
  },
  // ── Reading ──
  member_exports_hour: {
    ...{ of: 'member', most: 30, seconds: HOUR, what: 'exports', lifts: 'owner' },
    met: 'You exported # files within an hour, the most for one person.',
  },
  member_exports_day: {
    ...{ of: 'member', most: 100, seconds: DAY, what: 'exports', lifts: 'owner' },
    met: 'You exported # files within a day, the most for one person.',
  },
  member_searches: {
    ...{ of: 'member', most: 600, seconds: 10 * MINUTE, what: 'searches', lifts: 'operator' },
    met: 'You searched # times within ten minutes, the most for one person.',
  },
  member_streams: {
    ...{ of: 'member', most: 16, seconds: 6 * MINUTE, what: 'open live connections', lifts: 'owner' },
    met: 'You have # live connections open, the most for one person. Close some tabs.',
  },
  address_streams: {
    ...{ of: 'address', most: 120, seconds: 6 * MINUTE, what: 'open live connections from one place', lifts: 'owner' },
    met: '# live connections are open from where you are, the most for one place.',
  },
} as const satisfies Record<string, LimitRule>

export type LimitName = keyof typeof LIMITS

/** A limit as the table has it. */
export const limitRule = (name: LimitName): LimitRule => LIMITS[name]

const isLimit = (name: string): name is LimitName => Object.hasOwn(LIMITS, name)
/** Returns a limit that may be of another version. */
export const knownLimit = (name: string): LimitRule | null => (isLimit(name) ? LIMITS[name] : null)
