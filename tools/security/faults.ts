/** A fault that somebody could bring in, and the test file that has to notice it. */
export type Fault = {
  name: string
  file: string
  /** What the file has exactly once. */
  find: string
  replace: string
  /** vitest's. */
  test: string
}

export const FAULTS: readonly Fault[] = [
  {
    name: 'no limit is ever over',
    file: 'lib/security/limits.ts',
    find: 'taken > limit.most',
    replace: 'taken > limit.most * 1e9',
    test: 'lib/security/limits.test.ts',
  },
  {
    name: 'a session lasts ten years',
    file: 'lib/env.ts',
    find: 'SESSION_HOURS: numberFrom(0.1, 72).default(12)',
    replace: 'SESSION_HOURS: numberFrom(0.1, 87_600).default(87_600)',
    test: 'lib/env.test.ts',
  },
  {
    name: 'a secret may have one character',
    file: 'lib/env.ts',
    find: 'secret.length >= 32',
    replace: 'secret.length >= 1',
    test: 'lib/env.test.ts',
  },
  {
    name: 'what is logged by mistake is written out',
    file: 'lib/log.ts',
    find: 'paths: SECRET.flatMap(',
    replace: 'paths: SECRET.slice(9).flatMap(',
    test: 'lib/log-output.test.ts',
  },
  {
    name: 'an error’s message is logged',
    file: 'lib/errors.ts',
    find: 'where, ...errorFacts(error) }',
    replace: 'where, message: String(error), ...errorFacts(error) }',
    test: 'lib/log-output.test.ts',
  },
  {
    name: 'production takes payments at the sandbox on the machine',
    file: 'lib/integration/endpoint-problem.ts',
    find: "return endpoint === 'local' ?",
    replace: "return endpoint === 'nothing' ?",
    test: 'lib/integration/endpoint-problem.test.ts',
  },
  {
    name: 'staff may do what an admin may',
    file: 'lib/orgs/roles.ts',
    find: 'PERMISSIONS[permission].roles.some((each) => each === role)',
    replace: "PERMISSIONS[permission].roles.some((each) => each === (role === 'staff' ? 'admin' : role))",
    test: 'lib/orgs/roles.test.ts',
  },
  {
    name: 'bookkeepers may do what an admin may',
    file: 'lib/orgs/roles.ts',
    find: 'PERMISSIONS[permission].roles.some((each) => each === role)',
    replace: "PERMISSIONS[permission].roles.some((each) => each === (role === 'bookkeeper' ? 'admin' : role))",
    test: 'lib/orgs/roles.test.ts',
  },
  {
    name: 'the oldest key seals',
    file: 'lib/vault.ts',
    find: 'Math.max(...env().VAULT_KEYS.keys())',
    replace: 'Math.min(...env().VAULT_KEYS.keys())',
    test: 'lib/reseal.test.ts',
  },
  {
    name: 'any role does anything',
    file: 'lib/orgs/action.ts',
    find: 'if (context && can(context.role, permission))',
    replace: 'if (context && can(context.role, permission) !== null)',
    test: 'lib/orgs/action.test.ts',
  },
  {
    name: 'a request may come from any site',
    file: 'lib/orgs/action.ts',
    find: "(await headers()).get('origin') === new URL(env().APP_URL).origin",
    replace: "(await headers()).get('origin') !== new URL(env().APP_URL).href",
    test: 'lib/orgs/action.test.ts',
  },
  {
    name: 'a stream outlives its session',
    file: 'lib/live/stream.ts',
    find: 'Math.min(LASTS, endsAt.getTime() - Date.now())',
    replace: '100 * LASTS',
    test: 'lib/live/serve.test.ts',
  },
  {
    name: 'sign-in leads anywhere',
    file: 'lib/own-path.ts',
    find: 'origin === app.origin && !url.username',
    replace: "origin !== '' && !url.username",
    test: 'lib/own-path.test.ts',
  },
  {
    name: 'another window may hold ours',
    file: 'server/headers.ts',
    find: "    ['cross-origin-opener-policy', 'same-origin'],\n",
    replace: '',
    test: 'server/front.test.ts',
  },
  {
    name: 'an ended session goes on',
    file: 'lib/sessions/session-record.ts',
    find: '  and s.ended_at is null and',
    replace: '  and',
    test: 'lib/orgs/first-trip.test.ts',
  },
  {
    name: 'a session that nobody uses goes on',
    file: 'lib/sessions/session-record.ts',
    find: ' and s.idle_at > now() and s.expires_at',
    replace: '  and s.expires_at',
    test: 'lib/orgs/first-trip.test.ts',
  },
  {
    name: 'an address is what the client says',
    file: 'server/client-address.ts',
    find: 'if (trustedProxies === 0) return connection',
    replace: 'if (trustedProxies === -1) return connection',
    test: 'server/front.test.ts',
  },
  {
    name: 'the password is never asked for again',
    file: 'lib/sessions/step-up.ts',
    find: 'endedAt: null, passwordAt: { gt: since } }',
    replace: 'endedAt: null }',
    test: 'lib/orgs/action.test.ts',
  },
  {
    name: 'a web page orders the sandbox’s faults',
    file: 'sandbox/server.ts',
    find: 'return headers.origin !== undefined ||',
    replace: "return headers.origin === 'nowhere' ||",
    test: 'sandbox/control/control.test.ts',
  },
  {
    name: 'a key is kept beside its seal',
    file: 'lib/integration/credentials.ts',
    find: 'keyLastFour: apiKey.slice(-4)',
    replace: 'keyLastFour: apiKey',
    test: 'lib/integration/integration.test.ts',
  },
  {
    name: 'PaySimple’s certificate isn’t checked',
    file: 'lib/paysimple/exchange.ts',
    find: 'rejectUnauthorized: true',
    replace: 'rejectUnauthorized: false',
    test: 'lib/paysimple/tls.test.ts',
  },
  {
    name: 'mail goes out in clear',
    file: 'lib/email/smtp.ts',
    find: 'requireTLS: !mayBeClear',
    replace: 'requireTLS: false',
    test: 'lib/email/smtp-tls.test.ts',
  },
  {
    name: 'the app changes people’s roles',
    file: 'prisma/grants.sql',
    find: 'GRANT INSERT, DELETE ON line_item TO',
    replace: 'GRANT UPDATE ON membership TO :"app_role";\nGRANT INSERT, DELETE ON line_item TO',
    test: 'tools/postgres/rights.test.ts',
  },
  {
    name: 'the log may be changed',
    file: 'prisma/migrations/20261202030000_masked_cards_in_logs/migration.sql',
    find: "IF TG_OP = 'UPDATE' AND current_setting('app.masks_cards', true) = 'on'",
    replace: "IF TG_OP = 'UPDATE' OR current_setting('app.masks_cards', true) = 'on'",
    test: 'lib/security/append-only.test.ts',
  },
]
