import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from '@playwright/test'
import { stackInfo } from '@/tools/testing/stack-info'

// What a browser is given of the build, all of it, and what the build is called by: read from the files that the system under
// test serves.

const textsUnder = (folder: string) =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.(js|css|html|json|txt|map|svg)$/.test(file))
    .map((file) => ({ file, text: readFileSync(path.join(folder, file), 'utf8') }))
const given = textsUnder('.next/static')

test('no variable with a secret is named, and no secret of the system stands in what browsers load', () => {
  const variables = readFileSync('.env.example', 'utf8').matchAll(/^# ([A-Z][A-Z_]+)=/gm)
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
