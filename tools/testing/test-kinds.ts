import { readFileSync, statSync } from 'node:fs'
import path from 'node:path'

// What a test file needs is read from what it imports, all the way down, so that nobody has to say it or can forget it.

/**
 * - `pure`: needs nothing and takes no time
 * - `explore`: needs nothing, and computes for seconds
 * - `sandbox`: needs a process or a server: the PaySimple sandbox, or one that misbehaves
 * - `database`: needs a database of its own
 */
export type TestKind = 'pure' | 'explore' | 'sandbox' | 'database'

/** Whoever imports one of these needs what it gives. */
const DATABASE = ['pg', 'graphile-worker']
const SERVER = ['node:child_process', 'node:http', 'node:net', 'node:tls', 'sandbox/sandbox.ts']

/** Whoever makes PDFs computes for seconds. */
const PAPER = 'lib/pdf/compiler.ts'

const EXPLORES = /^model\/(explore|bugs)|property\.test\.ts$|^tools\/(imports|texts|words)/

// Types are gone when a test runs, so importing one needs nothing of its module.
const IMPORT =
  /^\s*(?:import|export)\s+(?!type\s)(?:[^'"`;]*?\sfrom\s*)?['"]([^'"\n]+)['"]|\bimport\(\s*['"]([^'"\n]+)['"]/gm
const SUFFIXES = ['', '.ts', '.tsx', '.mjs']

const isFile = (file: string) => statSync(file, { throwIfNoEntry: false })?.isFile() === true

/** A file of ours as its path from the project's folder, a package as its name. */
function resolve(from: string, name: string): string {
  if (!name.startsWith('.') && !name.startsWith('@/')) return name
  const base = name.startsWith('@/') ? name.slice(2) : path.posix.join(path.posix.dirname(from), name)
  return SUFFIXES.map((suffix) => base + suffix).find(isFile) ?? base
}

const known = new Map<string, string[]>()

function importsOf(file: string): string[] {
  const before = known.get(file)
  if (before) return before
  const source = /\.(tsx?|mjs)$/.test(file) && isFile(file) ? readFileSync(file, 'utf8') : ''
  const imports = Array.from(source.matchAll(IMPORT), ([, fixed, lazy]) => resolve(file, fixed ?? lazy ?? ''))
  known.set(file, imports)
  return imports
}

/** What a test file needs. @param file its path from the project's folder, which is the current one */
export function kindOf(file: string): TestKind {
  const reached = new Set([file])
  for (const each of reached) for (const next of importsOf(each)) reached.add(next) // walks what it adds, too
  if (DATABASE.some((name) => reached.has(name))) return 'database'
  if (SERVER.some((name) => reached.has(name))) return 'sandbox'
  if (reached.has(PAPER)) return 'explore'
  return EXPLORES.test(file) ? 'explore' : 'pure'
}
