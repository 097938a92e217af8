import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { PROGRAMS } from '../stack/programs'
import { programsOfRelease, scriptsOfRelease } from './make-release'

/** Commands that no deployment has: they build, try out, test, or need the sources. */
const OF_A_CLONE = [
  ...['build', 'dev', 'test', 'test:unit', 'sandbox', 'audit', 'certify', 'bench', 'chaos', 'model', 'security'],
  ...['lint', 'format', 'typecheck'],
]

test('each command is a release’s or a clone’s: a new one is decided about', () => {
  const { scripts } = JSON.parse(readFileSync('package.json', 'utf8'))
  const ofRelease = Object.keys(scriptsOfRelease())
  expect([...ofRelease, ...OF_A_CLONE].sort()).toEqual(Object.keys(scripts).sort())
})

test('what stands in deploy/ runs programs of a release', () => {
  const files = readdirSync('deploy').map((name) => readFileSync(`deploy/${name}`, 'utf8'))
  const named = files.flatMap((text) => Array.from(text.matchAll(/programs\/([\w-]+)\.mjs"?,? ?"?(\w+)?/g)))
  expect(named.length).toBeGreaterThan(4)
  for (const [all, name = '', started] of named) {
    expect(programsOfRelease()[name], all).toBeDefined()
    if (name === 'compiled') expect(['app', 'worker'], all).toContain(started)
  }
})

test('a release has every program that npm start runs, but those of the demo', () => {
  const programs = programsOfRelease()
  for (const [name, file] of Object.entries(PROGRAMS))
    expect(programs[name]).toBe(name === 'sandbox' || name === 'seed' ? undefined : file)
  for (const file of Object.values(programs)) expect(existsSync(file), file).toBe(true)
  for (const script of Object.values(scriptsOfRelease())) {
    const [, name = ''] = /programs\/([\w-]+)\.mjs/.exec(script) ?? []
    expect(programs[name], script).toBeDefined()
  }
})
