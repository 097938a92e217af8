import { execFileSync, spawnSync } from 'node:child_process'
import { existsSync, lstatSync, readdirSync, readFileSync, readlinkSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from '@playwright/test'
import { stackInfo } from '@/tools/testing/stack-info'

// What a browser is given of the build, all of it, and what the build is called by: read from the files that the system under
// test serves.

const textsUnder = (folder: string) =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.(js|css|html|json|txt|map|svg)$/.test(file) && lstatSync(path.join(folder, file)).isFile())
    .map((file) => ({ file, text: readFileSync(path.join(folder, file), 'utf8') }))
const given = textsUnder('.next/static')

test('no variable with a secret is named, and no secret of the system stands in what browsers load', () => {
  const variables = readFileSync('.env.example', 'utf8').matchAll(/^# ([A-Z][A-Z0-9_]+)=/gm)
  const names = Array.from(variables, ([, name = '']) => name).filter((name) => /SECRET|KEY|_URL$|MAIL_FROM/.test(name))
  expect(names).toEqual(expect.arrayContaining(['AUTH_SECRET', 'DATABASE_URL', 'SMTP_URL', 'VAULT_KEYS']))
  const { databaseUrl, appDatabaseUrl } = stackInfo()
  const passwords = [databaseUrl, appDatabaseUrl].map((url) => new URL(url).password)
  expect(given.length).toBeGreaterThan(20)
  for (const secret of [...names, ...passwords, 'postgresql://'])
    expect(
      given.filter(({ text }) => text.includes(secret)).map(({ file }) => `${file} has ${secret.slice(0, 12)}`),
    ).toEqual([])
})

test('no source map is built for browsers, named or served', async ({ page }) => {
  expect(given.filter(({ file }) => file.endsWith('.map'))).toEqual([])
  expect(given.filter(({ text }) => /sourceMappingURL=/.test(text)).map(({ file }) => file)).toEqual([])
  await page.goto('/sign-in')
  const scripts = await page
    .locator('script[src]')
    .evaluateAll((all) => all.map((each) => (each as HTMLScriptElement).src))
  expect(scripts.length).toBeGreaterThan(3)
  for (const script of scripts) expect((await page.request.get(`${script}.map`)).status(), script).toBe(404)
})

test('the server actions that pages call are those of this build, under its one key, and no closure is among them', () => {
  const manifest = JSON.parse(readFileSync('.next/server/server-reference-manifest.json', 'utf8'))
  expect(Buffer.from(manifest.encryptionKey, 'base64')).toHaveLength(32)
  const ids = Object.keys(manifest.node)
  expect(ids.length).toBeGreaterThan(30)
  const called = new Set(given.flatMap(({ text }) => text.match(/(?<=createServerReference\)?\(")[0-9a-f]{42}/g) ?? []))
  expect(called.size).toBeGreaterThan(10)
  expect([...called].filter((id) => !ids.includes(id))).toEqual([])
  // What a closure holds would be encrypted with that key and travel in the page.
  const closures = textsUnder('.next/server').filter(({ text }) => /\b(en|de)cryptActionBoundArgs\b/.test(text))
  expect(closures.map(({ file }) => file)).toEqual([])
})

test('a release has what the build has, and nothing of the machine that made it', async () => {
  // In a folder of the clone, because packages are found from there when one looks into it.
  const out = test.info().outputPath('release')
  const variables = readFileSync('.env.example', 'utf8').matchAll(/^# ([A-Z][A-Z0-9_]+)=/gm)
  const secrets = Object.fromEntries(
    Array.from(variables, ([, name = '']) => [name, `canary-of-${name.toLowerCase()}`]),
  )
  const { PATH, HOME } = process.env
  const env = { PATH, HOME, ...secrets, NODE_ENV: 'production' as const, TSX_TSCONFIG_PATH: 'tools/tsconfig.json' }
  execFileSync(process.execPath, ['--import', 'tsx', 'scripts/build.ts', '--out', out], { env, stdio: 'pipe' })

  const files = readdirSync(out, { recursive: true, encoding: 'utf8' })
  const links = files.filter((file) => lstatSync(path.join(out, file)).isSymbolicLink())
  for (const link of links) {
    const target = path.resolve(out, path.dirname(link), readlinkSync(path.join(out, link)))
    expect(path.relative(path.join(out, 'node_modules'), target), link).not.toMatch(/^\.\.|^\//)
  }
  const kept = files.filter((file) => lstatSync(path.join(out, file)).isFile())
  const telling = kept.filter((file) => readFileSync(path.join(out, file), 'latin1').includes('canary-of'))
  expect(telling).toEqual([])
  for (const same of ['.next/BUILD_ID', '.next/server/server-reference-manifest.json'])
    expect(readFileSync(path.join(out, same), 'utf8')).toBe(readFileSync(same, 'utf8'))
  const description = JSON.parse(readFileSync(path.join(out, 'package.json'), 'utf8'))
  expect(Object.keys(description)).not.toContain('devDependencies')
  for (const absent of [
    'programs/seed.mjs',
    'programs/sandbox.mjs',
    '.next/cache',
    'node_modules',
    '.data',
    '.env',
    'lib',
  ])
    expect(existsSync(path.join(out, absent)), absent).toBe(false)

  // It starts with what it has, as far as the packages: there is no npm here.
  const start = ['scripts/with-deps.mjs', 'programs/start.mjs']
  const started = spawnSync(process.execPath, start, { cwd: out, env: { NODE_ENV: 'production', PATH: out } })
  expect(String(started.stderr)).toContain('The packages could not be installed')
})
