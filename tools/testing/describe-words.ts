import { existsSync, readdirSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { bannedIn } from './banned-words'

/** All text in a value, however deep. Keys are not text. */
function textsOf(value: unknown): string[] {
  if (typeof value === 'string') return [value]
  if (typeof value !== 'object' || value === null || value instanceof Date) return []
  return Object.values(value).flatMap(textsOf)
}

/**
 * Declares the tests that hold everything a folder can say to the wording rules.
 *
 * @param folder its path: each of its own files must be among the modules, and each folder in it has such a test of its own
 * @param modules its files, by any name
 * @param saying by the name of each function that they export: what it says, over all that it may be asked
 */
export function describeWords(folder: string, modules: Record<string, object>, saying: Record<string, () => unknown>) {
  const exported = Object.values(modules).flatMap((module) => Object.entries<unknown>({ ...module }))
  const constants = exported.filter(([, value]) => typeof value !== 'function')
  const said = [...constants, ...Object.entries(saying).map(([name, say]) => [name, say()] as const)]

  describe(path.relative(process.cwd(), folder), () => {
    it('is here with all of its files and functions', () => {
      const entries = readdirSync(folder, { withFileTypes: true })
      const files = entries.filter((entry) => entry.isFile() && !entry.name.endsWith('.test.ts'))
      expect(files).toHaveLength(Object.keys(modules).length)
      for (const { name } of entries.filter((entry) => entry.isDirectory()))
        expect(existsSync(path.join(folder, name, 'words.test.ts')), `${name} has a test of its words`).toBe(true)
      const functions = exported.flatMap(([name, value]) => (typeof value === 'function' ? [name] : []))
      expect(Object.keys(saying).sort()).toEqual(functions.sort())
    })

    it.each(said)('%s says nothing in banned words', (_name, value) => {
      for (const text of new Set(textsOf(value))) {
        expect(bannedIn(text), text).toEqual([])
        expect(text).not.toMatch(/undefined|null|NaN|\.\.|\s\s|[^.]\s\.|'/)
      }
    })
  })
}
