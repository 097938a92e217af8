import { Problem } from '../process/problem'

/** An entry of package-lock.json, as far as it matters here. */
export type LockedPackage = {
  version?: string
  integrity?: string
  dependencies?: Record<string, string>
  devDependencies?: Record<string, string>
  optionalDependencies?: Record<string, string>
  peerDependencies?: Record<string, string>
  peerDependenciesMeta?: Record<string, { optional?: boolean }>
  dev?: boolean
  devOptional?: boolean
  optional?: boolean
  peer?: boolean
}
export type Lock = { lockfileVersion: number; packages: Record<string, LockedPackage> }

/** Where Node finds a package: in the folder itself, or in one above it. */
function findPackage(lock: Lock, from: string, name: string): string | undefined {
  for (let at = from; ; at = at.slice(0, Math.max(0, at.lastIndexOf('/node_modules/')))) {
    const where = at === '' ? `node_modules/${name}` : `${at}/node_modules/${name}`
    if (lock.packages[where]) return where
    if (at === '') return undefined
  }
}

/**
 * Leaves of a lock file what runs in production: what the root's dependencies need, all the way down. npm's `--omit=dev`
 * would keep a package of development that anything in production may use if it happens to be there (Prisma's CLI, a
 * browser driver), with all that it needs.
 * @throws {Problem} when the lock file lacks a package that is needed
 */
export function productionLock(lock: Lock): Lock {
  const needed = new Map<string, { isOptional: boolean }>()
  const follow = (from: string, names: object | undefined, isOptional: boolean, mayBeAbsent: boolean) => {
    for (const name of Object.keys(names ?? {})) {
      const where = findPackage(lock, from, name)
      if (!where && !mayBeAbsent)
        throw new Problem(`package-lock.json has no ${name}, which ${from || 'the product'} needs. Run npm install.`)
      if (!where) continue
      const before = needed.get(where)
      if (before && (isOptional || !before.isOptional)) continue
      needed.set(where, { isOptional })
      visit(where, isOptional)
    }
  }
  const visit = (where: string, isOptional: boolean) => {
    const {
      dependencies,
      optionalDependencies,
      peerDependencies = {},
      peerDependenciesMeta,
    } = lock.packages[where] ?? {}
    const peers = Object.entries(peerDependencies).filter(([name]) => !peerDependenciesMeta?.[name]?.optional)
    const surely = Object.entries(dependencies ?? {}).filter(([name]) => !optionalDependencies?.[name])
    follow(where, Object.fromEntries([...surely, ...peers]), isOptional, isOptional)
    follow(where, optionalDependencies, true, true)
  }
  visit('', false)

  const { devDependencies: _, ...root } = lock.packages[''] ?? {}
  const packages: Lock['packages'] = { '': root }
  for (const [where, entry] of Object.entries(lock.packages)) {
    const how = needed.get(where)
    if (!how) continue
    const { dev: _dev, devOptional: _devOptional, optional: _optional, peer: _peer, ...kept } = entry
    packages[where] = { ...kept, ...(how.isOptional && { optional: true }) }
  }
  return { ...lock, packages }
}
