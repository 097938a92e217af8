// The inventory of what a build has the browser run (PCI DSS 6.4.3): each script with its hash and why it is there.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { headersOf, headersOfPage } from '../../server/headers'
import { hashFiles, INVENTORY, type Inventory, lastingHeaders } from '../../server/page-check'
import { Problem } from '../../tools/process/problem'

const BUILD = '.next'
/** The page with Make Payment. */
const PAYMENT_PAGE = '/orgs/[org]/jobs/[job]/[document]/page'

/** Why a module is on a page, by where it stands. The first that fits counts; a module without a reason fails a build. */
const REASONS: readonly [place: RegExp, reason: string][] = [
  [/^node_modules\/next\/.*(?:error|boundary|access-fallback)/, 'Next: shows an error page instead of a broken one'],
  [/^node_modules\/next\//, 'Next: draws the pages, and changes between them without a reload'],
  [/^node_modules\/(?:react|react-dom|scheduler)\//, 'React: draws what is on the page'],
  [/^node_modules\/lucide\//, 'icons'],
  [/^components\/payments\//, 'payments: the Make Payment dialog, and what a job’s payments show and offer'],
  [/^components\/(?:live|shared-stream|refresh-live)/, 'live updates: shows what others do at the same time'],
  [/^(?:app|components)\//, 'Plumbline’s own forms, lists, menus and dialogs'],
]
const MAIN =
  'React and Next: draw every page. instrumentation-client.ts: what may load a script, what a browser’s translator may not break, and what was pressed before there were scripts'
const OLD = 'what old browsers lack (nomodule: no other browser loads it)'
const ROUTER = 'Next: the list of the build’s pages'
const LATER = 'Plumbline’s own: loaded when a dialog or menu is opened'

type Manifest = {
  clientModules: Record<string, { chunks: string[] }>
  entryJSFiles: Record<string, string[]>
}

/** Next's list of a page's client modules, which is a script that sets it. */
function manifestIn(file: string): [page: string, manifest: Manifest] {
  const [, page, manifest] = /__RSC_MANIFEST\["([^\n]+?)"\] = (\{.*\});?\s*$/s.exec(readFileSync(file, 'utf8')) ?? []
  if (!page || !manifest)
    throw new Problem(`Next writes ${file} in another way than before: see scripts/inventory/inventory.ts.`)
  return [page, JSON.parse(manifest)]
}

/** The reason for a module. @throws {Problem} for one that has none */
export function reasonFor(module: string): string {
  const [, reason] = REASONS.find(([place]) => place.test(module)) ?? []
  if (!reason)
    throw new Problem(`The pages load ${module}, and nobody has said why: add it to scripts/inventory/inventory.ts.`)
  return reason
}

const inStatic = (file: string) => file.replace(/^\/?(?:_next\/)?static\//, '')

/** Reads a build and makes its inventory. */
export function readInventory(build = BUILD): Inventory {
  const folder = path.join(build, 'server/app')
  const manifests = new Map(
    readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('_client-reference-manifest.js'))
      .map((file) => manifestIn(path.join(folder, file))),
  )
  const { rootMainFiles, polyfillFiles, lowPriorityFiles } = JSON.parse(
    readFileSync(path.join(build, 'build-manifest.json'), 'utf8'),
  ) as Record<'rootMainFiles' | 'polyfillFiles' | 'lowPriorityFiles', string[]>

  const reasons = new Map<string, Set<string>>()
  const give = (file: string, reason: string) =>
    reasons.set(inStatic(file), (reasons.get(inStatic(file)) ?? new Set()).add(reason))
  for (const file of rootMainFiles) give(file, MAIN)
  for (const file of polyfillFiles) give(file, OLD)
  for (const file of lowPriorityFiles) give(file, ROUTER)
  for (const { clientModules } of manifests.values())
    for (const [name, { chunks }] of Object.entries(clientModules)) {
      const module = name.replace(/^\[project\]\//, '').replace(/ <.*$/, '')
      for (const chunk of chunks) give(chunk, reasonFor(module))
    }

  const files: Inventory['files'] = {}
  for (const [file, hash] of Object.entries(hashFiles(path.join(build, 'static')))) {
    const reason = file.endsWith('.js') ? [...(reasons.get(file) ?? [LATER])].sort().join('; ') : undefined
    files[file] = { sha384: hash, ...(reason && { reason }) }
  }
  const own = manifests.get(PAYMENT_PAGE)
  if (!own)
    throw new Problem(
      `There is no page ${PAYMENT_PAGE} any longer: say in scripts/inventory/inventory.ts which one takes cards.`,
    )
  const atOnce = [...rootMainFiles, ...Object.values(own.clientModules).flatMap(({ chunks }) => chunks)].map(inStatic)
  const later = Object.keys(files).filter((file) => files[file]?.reason === LATER)
  return {
    files,
    paymentPage: [...new Set([...atOnce, ...later])].sort(),
    headers: lastingHeaders(
      Object.entries({ ...Object.fromEntries(headersOf(new URL('http://any'))), ...headersOfPage('/', 'n', false) }),
    ),
  }
}

/** Writes the inventory of the build beside it, where the app's process reads it. */
export function writeInventory(): void {
  writeFileSync(INVENTORY, `${JSON.stringify(readInventory(), null, 2)}\n`)
}
