import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { belowFloors, FLOORS, isOlder } from './floors'
import { type Lock, productionLock } from './production-lock'

const text = readFileSync('package-lock.json', 'utf8')
const lock = JSON.parse(text) as Lock
const entries = Object.entries(lock.packages).filter(([where]) => where !== '')
const description = JSON.parse(readFileSync('package.json', 'utf8'))
const RANGES = ['dependencies', 'devDependencies', 'optionalDependencies', 'overrides'] as const

describe('package-lock.json', () => {
  test('is of version 3, and every package has a sha512 of its content', () => {
    expect(lock.lockfileVersion).toBe(3)
    expect(entries.length).toBeGreaterThan(300)
    const unproven = entries.filter(([, { integrity }]) => !/^sha512-[\w+/]{86}==$/.test(integrity ?? ''))
    expect(unproven.map(([where]) => where)).toEqual([])
  })

  test('names no registry, and nothing comes from a repository, an address or a folder', () => {
    expect(text).not.toContain('"resolved"')
    for (const [where, entry] of entries) {
      expect(entry.version, where).toMatch(/^\d+\.\d+\.\d+/)
      const ranges = Object.values({ ...entry.dependencies, ...entry.optionalDependencies })
      expect(
        ranges.filter((range) => /^(git|https?|file|link|ssh|github)[+:]|\//.test(range)),
        where,
      ).toEqual([])
    }
  })

  test('has the packages that package.json names, with those versions', () => {
    for (const kind of ['dependencies', 'devDependencies'] as const)
      expect(lock.packages['']?.[kind], kind).toEqual(description[kind])
  })

  test('has nothing that is older than its floor', () => {
    expect(belowFloors(lock)).toEqual([])
  })
})

describe('package.json', () => {
  test('names each version exactly', () => {
    const versions = RANGES.flatMap((kind) => Object.entries<string>(description[kind] ?? {}))
    expect(versions.length).toBeGreaterThan(40)
    const loose = versions.filter(([, version]) => !/^(npm:[\w@/.-]+@)?\d+\.\d+\.\d+(-[\w.]+)?$/.test(version))
    expect(loose).toEqual([])
  })

  test('has no script that npm runs by itself', () => {
    const own = Object.keys(description.scripts).filter((name) =>
      /^(pre|post)|^(install|prepare|prepublish)/.test(name),
    )
    expect(own).toEqual([])
  })

  test('packages’ install scripts are off, and new packages get exact versions without a registry', () => {
    const settings = readFileSync('.npmrc', 'utf8').trim().split('\n')
    const wanted = ['ignore-scripts=true', 'omit-lockfile-registry-resolved=true', 'save-exact=true']
    expect(settings).toEqual(expect.arrayContaining(wanted))
    expect(settings.join('\n')).not.toMatch(/registry=|_auth|token/i)
  })
})

describe('floors', () => {
  test.each([
    ['9.0.0', '9.0.1', true],
    ['9.0.1', '9.0.1', false],
    ['10.6.1', '9.0.1', false],
    ['16.4.5-canary.1', '16.4.5', true],
    ['16.10.0', '16.4.5', false],
  ])('%s is older than %s: %s', (version, floor, older) => {
    expect(isOlder(version, floor)).toBe(older)
  })

  test('are of packages that are there, and find one that lies deep', () => {
    for (const { name } of FLOORS) expect(lock.packages[`node_modules/${name}`], name).toBeDefined()
    const deep = { ...lock, packages: { ...lock.packages, 'node_modules/a/node_modules/next': { version: '16.2.10' } } }
    expect(belowFloors(deep)).toEqual([expect.stringContaining('node_modules/a/node_modules/next is 16.2.10')])
  })
})

describe('what production installs', () => {
  const production = productionLock(lock)
  const names = Object.keys(production.packages)

  test('is what the dependencies need, byte for byte, and nothing of development', () => {
    for (const name of Object.keys(description.dependencies)) expect(names).toContain(`node_modules/${name}`)
    // Types come along with packages that are used, and do nothing; the emails' templates have Tailwind.
    const isShared = (name: string) => name.startsWith('@types/') || name === 'tailwindcss'
    const tools = Object.keys(description.devDependencies).filter((name) => !isShared(name))
    for (const name of tools) expect(names).not.toContain(`node_modules/${name}`)
    for (const [where, { version, integrity }] of Object.entries(production.packages))
      expect(lock.packages[where], where).toMatchObject({
        ...(version && { version }),
        ...(integrity && { integrity }),
      })
    expect(JSON.stringify(production)).not.toMatch(/"(dev|devOptional|devDependencies)":/)
    // What was there before by way of an optional peer: Prisma's CLI, a browser, a database.
    for (const name of ['prisma', 'playwright-core', 'typescript', 'mysql2', 'effect', '@electric-sql/pglite'])
      expect(names).not.toContain(`node_modules/${name}`)
    expect(names.length).toBeLessThan(entries.length * 0.6)
  })

  test('has no package that wants to run a script when it is installed', () => {
    const scripted = Object.entries(production.packages).filter(([, entry]) => 'hasInstallScript' in entry)
    expect(scripted.map(([where]) => where)).toEqual([])
  })

  test('keeps what has parts for each platform, as optional', () => {
    const parts = names.filter((name) => name.startsWith('node_modules/@node-rs/argon2-'))
    expect(parts.length).toBeGreaterThan(5)
    for (const part of parts) expect(production.packages[part]?.optional).toBe(true)
    expect(production.packages['node_modules/@node-rs/argon2']?.optional).toBeUndefined()
  })

  test('follows what is found above, and says what is missing', () => {
    const packages: Lock['packages'] = {
      '': { dependencies: { a: '1.0.0' }, devDependencies: { tool: '1.0.0' } },
      'node_modules/a': {
        dependencies: { b: '1.0.0' },
        peerDependencies: { p: '1', q: '1' },
        peerDependenciesMeta: { q: { optional: true } },
      },
      'node_modules/a/node_modules/b': { version: '1.0.0', dependencies: { c: '1.0.0' } },
      'node_modules/b': { version: '2.0.0', dev: true },
      'node_modules/c': { version: '1.0.0', devOptional: true, optionalDependencies: { 'only-mac': '1' } },
      'node_modules/p': { version: '1.0.0', peer: true },
      'node_modules/q': { version: '1.0.0', dev: true },
      'node_modules/tool': { version: '1.0.0', dev: true },
    }
    expect(Object.keys(productionLock({ lockfileVersion: 3, packages }).packages)).toEqual([
      ...['', 'node_modules/a', 'node_modules/a/node_modules/b', 'node_modules/c', 'node_modules/p'],
    ])
    const { 'node_modules/c': _, ...broken } = packages
    expect(() => productionLock({ lockfileVersion: 3, packages: broken })).toThrow('package-lock.json has no c')
  })
})
