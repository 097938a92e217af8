// Runs before each pure test: the environment that lib/env.ts wants, with addresses at which nobody listens. Whoever
// asks a database or PaySimple all the same is refused at once.
for (const unset of ['SMTP_URL', 'MAIL_FROM', 'SANDBOX_URL']) delete process.env[unset]
Object.assign(process.env, {
  DATABASE_URL: 'postgresql://nobody@127.0.0.1:1/pure_tests_have_no_database',
  APP_DATABASE_URL: 'postgresql://nobody@127.0.0.1:1/pure_tests_have_no_database',
  AUTH_SECRET: 'x'.repeat(43),
  VAULT_KEYS: `1:${Buffer.alloc(32, 1).toString('base64')}`,
  APP_URL: 'http://localhost:3000',
  DEPLOYMENT: 'local',
  LOG_LEVEL: 'silent',
})
