import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'

// What a test file needs is read from what it imports, all the way down, so that nobody has to say it or can forget it.

/**
 * - `pure`: needs nothing and takes no time
 * - `explore`: needs nothing, and plays something through by the thousand
 * - `sandbox`: needs a server: the PaySimple sandbox, or one that misbehaves
 * - `database`: needs a database of its own
 */
export type TestKind = 'pure' | 'explore' | 'sandbox' | 'database'

const IMPORT =
  /(?:^|\n)\s*(?:import|export)\s+(?!type\b)[^'"`]*?from\s+'([^']+)'|(?:^|\n)\s*import\s+'([^']+)'|\bimport\('([^']+)'\)/g

/** Whoever imports one of these needs what it gives. */
const DATABASE = ['lib/db.ts', 'lib/queue/enqueue.ts', 'tools/postgres/connect.ts', 'tools/testing/test-cluster.ts']
const SANDBOX = [
  'tools/testing/sandbox-process.ts',
  'tools/process/children.ts',
  'sandbox/sandbox.ts',
  'lib/paysimple/test-server.ts',
]

const EXPLORES = /^model\/(explore|bugs)|^sandbox\/schedules\/property/

const texts = new Map<string, string[]>()

/** The files of ours that a file imports at run time, from the folder of the project. */
function importsOf(file: string): string[] {
  const known = texts.get(file)
  if (known) return known
  const found = [...readFileSync(file, 'utf8').matchAll(IMPORT)].flatMap(([, from, bare, lazy]) => {
    const target = from ?? bare ?? lazy ?? ''
    const base = target.startsWith('@/')
      ? target.slice(2)
      : target.startsWith('.')
        ? path.posix.join(path.posix.dirname(file), target)
        : null
    const candidates = base === null ? [] : [base, `${base}.ts`, `${base}.tsx`, `${base}.mjs`]
    return candidates.filter((candidate) => /\.(tsx?|mjs)$/.test(candidate) && existsSync(candidate)).slice(0, 1)
  })
  texts.set(file, found)
  return found
}

/** What a test file needs. @param file its path from the project's folder */
export function kindOf(file: string): TestKind {
  const seen = new Set<string>([file])
  for (const each of seen) for (const next of importsOf(each)) seen.add(next)
  if (DATABASE.some((needed) => seen.has(needed))) return 'database'
  if (SANDBOX.some((needed) => seen.has(needed))) return 'sandbox'
  return EXPLORES.test(file) ? 'explore' : 'pure'
}
