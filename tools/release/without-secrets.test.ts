import { execFileSync, spawnSync } from 'node:child_process'
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { variablesOfBuild } from '../stack/build'
import { startingFiles } from './make-release'

/** Every variable that Plumbline knows of, and what others like to call theirs. */
const NAMES = [
  ...Array.from(readFileSync('.env.example', 'utf8').matchAll(/^# ([A-Z][A-Z0-9_]+)=/gm), ([, name = '']) => name),
  ...['PGPASSWORD', 'PGUSER', 'AWS_SECRET_ACCESS_KEY', 'GITHUB_TOKEN', 'NPM_TOKEN', 'SOME_API_KEY', 'NEXT_PUBLIC_KEY'],
].filter((name) => name !== 'NODE_ENV')
const canary = (name: string) => `canary-of-${name.toLowerCase()}`
const SECRETS = Object.fromEntries(NAMES.map((name) => [name, canary(name)]))

let folder = ''
beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'without-secrets-'))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

describe('a build', () => {
  test('is told none of the variables of a deployment', () => {
    expect(NAMES).toEqual(expect.arrayContaining(['DATABASE_URL', 'VAULT_KEYS', 'AUTH_SECRET', 'SMTP_URL']))
    const given = variablesOfBuild({ ...process.env, ...SECRETS }, folder)
    expect(JSON.stringify(given)).not.toContain('canary-of')
    expect(given).toMatchObject({ NODE_ENV: 'production', PATH: process.env.PATH })
  })

  test('finds empty what .env files set, which Next would read by itself', () => {
    const clone = path.join(folder, 'clone')
    mkdirSync(clone)
    writeFileSync(path.join(clone, '.env'), NAMES.map((name) => `${name}="${canary(name)}"`).join('\n'))
    writeFileSync(path.join(clone, '.env.production.local'), 'OF_OUR_OWN=canary-of-ours\n')
    const given = variablesOfBuild({ ...process.env }, clone)
    expect(JSON.stringify(given)).not.toContain('canary-of')
    for (const name of [...NAMES, 'OF_OUR_OWN']) expect(given[name], name).toBe('')
  })

  test('is told the key of the server actions, so that two builds can serve one address', () => {
    expect(variablesOfBuild({ NODE_ENV: 'test', NEXT_SERVER_ACTIONS_ENCRYPTION_KEY: 'one' }, folder)).toMatchObject({
      NEXT_SERVER_ACTIONS_ENCRYPTION_KEY: 'one',
    })
  })
})

describe('the installer', () => {
  /** Runs scripts/with-deps.mjs in a folder without packages, where `npm` writes down what it is told and fails. */
  function install(isRelease: boolean) {
    const clone = mkdtempSync(path.join(folder, 'install-'))
    for (const file of startingFiles()) cpSync(file, path.join(clone, file))
    writeFileSync(path.join(clone, 'package.json'), '{ "type": "module" }')
    writeFileSync(
      path.join(clone, 'package-lock.json'),
      '{ "packages": { "": {}, "node_modules/a": { "version": "1.0.0" } } }',
    )
    if (isRelease) writeFileSync(path.join(clone, 'release.json'), '{}')
    const bin = path.join(clone, 'bin')
    mkdirSync(bin)
    const npm = `#!/bin/sh\nenv > "${clone}/environment"\necho "$@" > "${clone}/arguments"\nexit 1\n`
    writeFileSync(path.join(bin, 'npm'), npm, { mode: 0o755 })
    const env = { ...process.env, ...SECRETS, PATH: `${bin}:${process.env.PATH}`, npm_config_fund: 'false' }
    const run = spawnSync(process.execPath, ['scripts/with-deps.mjs', 'scripts/start.ts'], { cwd: clone, env })
    const read = (name: string) => readFileSync(path.join(clone, name), 'utf8')
    return { status: run.status, environment: read('environment'), arguments: read('arguments').trim() }
  }

  test.each([
    ['a clone', false, 'ci --include=dev --ignore-scripts'],
    ['a release', true, 'ci --omit=dev --ignore-scripts'],
  ])('of %s is told npm’s settings and none of a deployment, and runs no package’s script', (_, isRelease, args) => {
    const told = install(isRelease)
    expect(told.status).toBe(1)
    expect(told.arguments).toBe(args)
    expect(told.environment).toContain('npm_config_fund=false')
    expect(told.environment).not.toContain('canary-of')
  })
})

describe('what is checked in', () => {
  /** What a secret looks like, wherever it comes from. */
  const LOOKS_LIKE = {
    'a private key': /-----BEGIN [A-Z ]*PRIVATE KEY-----/,
    'a key of VAULT_KEYS': /(^|[^\w/+])\d{1,3}:[A-Za-z0-9+/]{43}=/,
    'a cloud key': /\b(AKIA|ASIA)[A-Z0-9]{16}\b/,
    'a token':
      /\b(gh[pousr]_[A-Za-z0-9]{36}|npm_[A-Za-z0-9]{36}|xox[baprs]-[\w-]{10,}|sk_live_\w{20,}|glpat-[\w-]{20})/,
    'a signed token': /\beyJ[\w-]{20,}\.[\w-]{20,}\.[\w-]{20,}/,
  }
  const tracked = execFileSync('git', ['ls-files', '-z'], { encoding: 'utf8', maxBuffer: 1 << 26 })
    .split('\0')
    .filter((file) => file && existsSync(file))
  const texts = tracked.map((file) => ({ file, text: readFileSync(file, 'latin1') }))

  test.each(Object.entries(LOOKS_LIKE))('has nowhere %s', (_, pattern) => {
    expect(tracked.length).toBeGreaterThan(500)
    expect(texts.filter(({ text }) => pattern.test(text)).map(({ file }) => file)).toEqual([])
  })

  test('each of these patterns finds what it is for', () => {
    const samples = {
      'a private key': `-----BEGIN ${'PRIVATE'} KEY-----`,
      'a key of VAULT_KEYS': `1:${Buffer.alloc(32, 7).toString('base64')}`,
      'a cloud key': `AKIA${'A'.repeat(16)}`,
      'a token': `npm_${'a'.repeat(36)}`,
      'a signed token': `eyJ${'a'.repeat(20)}.${'a'.repeat(20)}.${'a'.repeat(20)}`,
    }
    for (const [name, pattern] of Object.entries(LOOKS_LIKE))
      expect(samples[name as keyof typeof samples]).toMatch(pattern)
  })

  test('has no file that is for secrets', () => {
    const names = tracked.filter((file) => /(^|\/)(\.env(\..*)?|\.data|.*\.(pem|key|p12|pfx|jks))(\/|$)/.test(file))
    expect(names).toEqual(['.env.example'])
  })

  test('holds none of the secrets of this clone’s own installation', () => {
    const own = ['.data/secrets.json', '.data/postgres/plumbline.json'].filter((file) => existsSync(file))
    const secrets = own.flatMap((file) => Object.values(JSON.parse(readFileSync(file, 'utf8'))).map(String))
    for (const secret of secrets.filter((text) => text.length > 15))
      expect(texts.filter(({ text }) => text.includes(secret)).map(({ file }) => file)).toEqual([])
  })
})
