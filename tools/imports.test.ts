import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { cruise, type ICruiseResult } from 'dependency-cruiser'
import { afterAll, beforeAll, expect, it } from 'vitest'
import config from '../.dependency-cruiser.mjs'

// Each rule of .dependency-cruiser.mjs works: in a tree with our rooms, one file breaks one rule.

const rules = config.forbidden ?? []
const nameOf = (rule: (typeof rules)[number]) => rule.name ?? ''

const ROOM_RULES = rules.map(nameOf).filter((name) => name.startsWith('room '))

/** A file of each room of lib, lowest first. */
const ROOMS = ROOM_RULES.map((name) => {
  const room = name.replace(/^room \d+: /, '')
  return room.endsWith('*.ts') ? room.replace('*.ts', 'probe.ts') : `${room}/probe.ts`
})

/** By the rule: files that break it, `[from, to]`. */
const PROBES: Record<string, [string, string][]> = {
  'no circle of files': [
    ['app/one.ts', 'app/other.ts'],
    ['app/other.ts', 'app/one.ts'],
  ],
  'no circle of folders': [
    ['e2e/one/a.ts', 'e2e/other/b.ts'],
    ['e2e/other/c.ts', 'e2e/one/d.ts'],
  ],
  'the client knows nothing of ours': [['lib/paysimple/probe-ours.ts', 'lib/money.ts']],
  'lib knows no page': [['lib/probe-page.ts', 'app/page.ts']],
  'components know no page': [['components/probe-page.ts', 'app/page.ts']],
  'components know no server': [['components/probe-server.ts', 'lib/integration/integration.ts']],
  'rules and words do no work': [['lib/payments/rules/probe-work.ts', 'lib/db.ts']],
  'a folder of lib is a room': [['lib/audit/probe-new.ts', 'lib/newroom/probe.ts']],
  'the product imports no test support': [['app/probe-support.ts', 'lib/testing/fixtures.ts']],
  'a balance is read in one place': [['lib/jobs/probe-balance.ts', 'lib/payments/rules/balance.ts']],
  'the product imports no tool': [['app/probe-tool.ts', 'tools/wait.ts']],
  'the product is not the owner': [['lib/probe-owner.ts', 'prisma/owner/as-owner.ts']],
  'the front knows nothing of the pages': [['server/probe.ts', 'lib/money.ts']],
  'the sandbox knows nothing of ours': [['sandbox/probe.ts', 'lib/money.ts']],
  'nobody imports the sandbox': [['e2e/probe-sandbox.ts', 'sandbox/server.ts']],
  'the judge knows nothing of what it judges': [
    ['e2e/chaos/judge.ts', 'e2e/chaos/helper.ts'],
    ['e2e/chaos/helper.ts', 'lib/money.ts'],
  ],
  'commands share by way of tools': [['tools/probe.ts', 'scripts/start.ts']],
  'what is imported is there': [['app/probe-nothing.ts', 'app/nothing.ts']],
  ...Object.fromEntries(
    ROOM_RULES.map((name, n) => [
      name,
      [[ROOMS[n] ?? '', ROOMS[n + 1] ?? 'lib/worker/probe.ts']] as [string, string][],
    ]),
  ),
}

let folder: string
let found: Set<string>

beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'imports-'))
  const imports = new Map<string, string[]>()
  for (const [from, to] of Object.values(PROBES).flat()) {
    imports.set(from, [...(imports.get(from) ?? []), to])
    if (!to.endsWith('nothing.ts')) imports.set(to, imports.get(to) ?? [])
  }
  for (const [file, targets] of imports) {
    mkdirSync(path.join(folder, path.dirname(file)), { recursive: true })
    const lines = targets.map((to, n) => {
      const way = path.posix.relative(path.posix.dirname(file), to).replace(/\.ts$/, '')
      return `import { it as it${n} } from '${way.startsWith('.') ? way : `./${way}`}'\nconsole.log(it${n})`
    })
    writeFileSync(path.join(folder, file), [...lines, 'export const it = 1'].join('\n'))
  }
  const { tsConfig: _, ...options } = config.options ?? {}
  const { output } = await cruise(['.'], { ...options, ruleSet: { forbidden: rules }, validate: true, baseDir: folder })
  const { violations } = (output as ICruiseResult).summary
  found = new Set(violations.map(({ rule, from }) => `${rule.name} at ${from}`))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

it('every rule has a probe', () => {
  expect(Object.keys(PROBES).sort()).toEqual(rules.map(nameOf).sort())
})

it.each(rules.map(nameOf))('%s', (name) => {
  const [from = ''] = PROBES[name]?.[0] ?? []
  expect([...found]).toContain(`${name} at ${name === 'no circle of folders' ? path.posix.dirname(from) : from}`)
})
