/** One of the forty points that PCI DSS, OWASP and those who tried to break in look at. */
export type Point = {
  n: number
  point: string
  /** The files of its tests, or “file › title” of one; “begins so …” names several. Null where it doesn't apply. */
  tests: readonly string[] | null
}

/** What holds each point. A test that isn't there, or fails, and the point doesn't hold. */
export const POINTS: readonly Point[] = [
  { n: 1, point: 'No security code anywhere after authorization', tests: ['e2e/secrets.spec.ts'] },
  {
    n: 2,
    point: 'No card number at rest',
    tests: [
      'e2e/secrets.spec.ts',
      'lib/card-in-text.test.ts',
      'lib/orgs/input.test.ts',
      'scripts/mask-cards/sweep.test.ts',
    ],
  },
  { n: 3, point: 'Numbers are shown masked', tests: ['e2e/secrets.spec.ts', 'e2e/card-numbers.spec.ts'] },
  {
    n: 4,
    point: 'No card number, key or signature in logs and errors',
    tests: ['lib/log-output.test.ts', 'e2e/front/log-lines.spec.ts', 'lib/paysimple/transport.test.ts'],
  },
  {
    n: 5,
    point: 'No stack, statement or key in an answer',
    tests: ['e2e/front/hostile-addresses.spec.ts', 'e2e/front/log-lines.spec.ts', 'lib/orgs/action.test.ts'],
  },
  { n: 6, point: 'Card data only in bodies of POST', tests: ['e2e/secrets.spec.ts', 'e2e/card-numbers.spec.ts'] },
  { n: 7, point: 'Nothing is kept by caches', tests: ['e2e/front/headers.spec.ts'] },
  { n: 8, point: 'Nothing in the browser’s storage', tests: ['e2e/secrets.spec.ts'] },
  { n: 9, point: 'A strict content security policy', tests: ['e2e/front/policy.spec.ts', 'e2e/front/headers.spec.ts'] },
  {
    n: 10,
    point: 'Nobody frames us, and forms go to us',
    tests: ['e2e/front/headers.spec.ts', 'server/front.test.ts'],
  },
  { n: 11, point: 'What the policy blocks is reported', tests: ['e2e/front/policy.spec.ts', 'server/reports.test.ts'] },
  { n: 12, point: 'An inventory of scripts with hashes (PCI 6.4.3)', tests: ['e2e/front/policy.spec.ts'] },
  {
    n: 13,
    point: 'A changed page is noticed (PCI 11.6.1)',
    tests: ['server/page-check.test.ts', 'e2e/front/policy.spec.ts'],
  },
  { n: 14, point: 'Nobody else’s server on the page that takes cards', tests: ['e2e/front/policy.spec.ts'] },
  {
    n: 15,
    point: 'HSTS, nosniff, referrer and opener policy on every answer',
    tests: ['e2e/front/headers.spec.ts', 'server/front.test.ts'],
  },
  { n: 16, point: 'Cookies of this host alone', tests: ['e2e/sessions.spec.ts', 'lib/sessions/cookies.test.ts'] },
  {
    n: 17,
    point: 'A foreign or missing Origin is refused',
    tests: [
      ...['e2e/every-action.spec.ts', 'e2e/uploads.spec.ts', 'lib/orgs/action.test.ts', 'lib/orgs/upload.test.ts'],
      'server/foreign-origin.test.ts',
    ],
  },
  {
    n: 18,
    point: 'No forwarded host widens that',
    tests: ['lib/orgs/action.test.ts', 'e2e/front/headers.spec.ts', 'server/client-address.test.ts'],
  },
  {
    n: 19,
    point: 'Every action authorizes itself',
    tests: [
      ...['e2e/every-action.spec.ts', 'e2e/uploads.spec.ts', 'lib/orgs/action.test.ts', 'lib/orgs/roles.test.ts'],
      'lib/orgs/upload.test.ts',
    ],
  },
  { n: 20, point: 'No header passes the checks by', tests: ['e2e/front/headers.spec.ts', 'e2e/tenancy.spec.ts'] },
  { n: 21, point: 'Packages are not below what is known to be safe', tests: ['tools/release/lock-file.test.ts'] },
  {
    n: 22,
    point: 'Actions carry no secrets, and are the same on every machine',
    tests: ['tools/release/server-actions.test.ts', 'tools/release/without-secrets.test.ts'],
  },
  {
    n: 23,
    point: 'No company reaches another’s records',
    tests: ['e2e/every-action.spec.ts', 'e2e/tenancy.spec.ts', 'e2e/uploads.spec.ts', 'lib/orgs/first-trip.test.ts'],
  },
  {
    n: 24,
    point: 'The database separates companies by itself, and its roles are narrow',
    tests: ['tools/postgres/rights.test.ts', 'lib/db.test.ts'],
  },
  { n: 25, point: 'No scope stays on a shared connection', tests: ['lib/db-mix.test.ts', 'lib/db.test.ts'] },
  { n: 26, point: 'Nothing is written that a form doesn’t have', tests: ['e2e/every-action.spec.ts'] },
  { n: 27, point: 'Amounts are whole cents within bounds', tests: ['lib/money.test.ts', 'lib/orgs/input.test.ts'] },
  {
    n: 28,
    point: 'One charge under races',
    tests: ['e2e/one-charge.spec.ts', 'lib/payments/take/take-payment.test.ts'],
  },
  {
    n: 29,
    point: 'Steps, roles and the password again',
    tests: [
      'e2e/step-up.spec.ts',
      'e2e/second-step.spec.ts',
      'lib/second-step/second-step.test.ts',
      'lib/second-step/passkeys.test.ts',
      'e2e/side-doors.spec.ts',
      'lib/sessions/step-up.test.ts',
      'lib/integration/credentials.test.ts',
    ],
  },
  { n: 30, point: 'Credentials are sealed', tests: ['lib/vault.test.ts', 'lib/integration/integration.test.ts'] },
  { n: 31, point: 'Keys are replaced', tests: ['lib/reseal.test.ts', 'lib/sessions/session-token.test.ts'] },
  { n: 32, point: 'No secret in what a browser loads, in git or a release', tests: ['e2e/bundle.spec.ts'] },
  {
    n: 33,
    point: 'PaySimple’s addresses are the only ones',
    tests: ['lib/integration/endpoint-problem.test.ts', 'lib/paysimple/raw.test.ts'],
  },
  {
    n: 34,
    point: 'Encryption is checked: PaySimple, mail, database',
    tests: ['lib/paysimple/tls.test.ts', 'lib/email/smtp-tls.test.ts', 'lib/env.test.ts', 'scripts/start.test.ts'],
  },
  {
    n: 35,
    point: 'Cards can’t be tried out',
    tests: [
      'lib/payments/take/payment-limits.test.ts',
      'lib/limits/callers.test.ts',
      'lib/limits/day.test.ts',
      'lib/limits/processes.test.ts',
    ],
  },
  {
    n: 36,
    point: 'Limits hold over processes and restarts',
    tests: ['lib/limits/processes.test.ts', 'lib/security/limits.test.ts'],
  },
  { n: 37, point: 'Passwords can’t be guessed', tests: ['lib/sessions/sign-in.test.ts', 'e2e/sessions.spec.ts'] },
  {
    n: 38,
    point: 'A session ends',
    tests: ['e2e/sessions.spec.ts', 'lib/orgs/first-trip.test.ts', 'lib/live/serve.test.ts'],
  },
  { n: 39, point: 'Webhooks are signed: there are none', tests: null },
  {
    n: 40,
    point: 'A log of what is done and tried, which nobody changes',
    tests: [
      'lib/audit/acts.test.ts',
      'lib/security/append-only.test.ts',
      'lib/security/people.test.ts',
      'e2e/audit-log.spec.ts',
    ],
  },
]
