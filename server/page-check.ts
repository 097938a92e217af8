// Whether the scripts that we serve, and what our pages say of them, are still what was built (PCI DSS 11.6.1). The
// inventory of scripts (6.4.3) is written with the build: scripts/inventory/inventory.ts.
import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { request } from 'node:http'
import path from 'node:path'

/** What a build serves. */
export type Inventory = {
  /** Every file below /_next/static, by its path there. */
  files: Record<string, { sha384: string; reason?: string }>
  /** The scripts that the page with Make Payment loads, at once or when its dialog opens. */
  paymentPage: string[]
  /** The headers of a page, without what is of one answer. */
  headers: Record<string, string>
}

export const INVENTORY = '.next/plumbline-inventory.json'
const STATIC = '.next/static'
const HOUR = 60 * 60_000

/** The hash of a file's content as Subresource Integrity writes it, without the name of the algorithm. */
export const sha384 = (content: Buffer): string => createHash('sha384').update(content).digest('base64')

/** The hash of each file below a folder, by its path there. */
export function hashFiles(folder: string): Record<string, string> {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => !entry.isDirectory())
  return Object.fromEntries(
    files
      .map((entry) => path.join(entry.parentPath, entry.name))
      .map((file) => [path.relative(folder, file).split(path.sep).join('/'), sha384(readFileSync(file))] as const)
      .sort(([one], [other]) => (one < other ? -1 : 1)),
  )
}

/** Headers whose values are the same in every answer, as the inventory has them. */
export function lastingHeaders(headers: Iterable<[string, string]>): Record<string, string> {
  const lasting = Array.from(headers, ([name, value]) => [name, value.replace(/'nonce-[\w-]+'/, "'nonce-…'")] as const)
  return Object.fromEntries(lasting)
}

/** The scripts that a page names. */
const scriptsIn = (html: string) => Array.from(html.matchAll(/<script\b[^>]*\bsrc="([^"]+)"/g), ([, src = '']) => src)

/** A page as a browser gets it. */
export type ServedPage = { headers: Record<string, string | string[] | undefined>; html: string }

/** @returns what differs between a build's inventory and what is there; empty when nothing does */
export function compare(inventory: Inventory, hashes: Record<string, string>, page: ServedPage): string[] {
  const names = new Set([...Object.keys(inventory.files), ...Object.keys(hashes)])
  const files = [...names].flatMap((name) => {
    const expected = inventory.files[name]?.sha384
    const found = hashes[name]
    if (expected === found) return []
    return [`${expected === undefined ? 'added' : found === undefined ? 'missing' : 'changed'}: ${name}`]
  })
  const served = lastingHeaders(
    Object.entries(page.headers).map(([name, value]) => [name, String(value ?? '')] as [string, string]),
  )
  const headers = Object.entries(inventory.headers).flatMap(([name, value]) =>
    served[name] === value ? [] : [`header: ${name}`],
  )
  const scripts = scriptsIn(page.html).flatMap((src) => {
    const name = /^\/_next\/static\/([^?]+)/.exec(src)?.[1]
    return name !== undefined && inventory.files[name] ? [] : [`script: ${src.slice(0, 100)}`]
  })
  return [...files, ...headers, ...scripts]
}

/** The page that everybody gets, with the scripts and headers of all. */
function fetchPage(port: number, app: URL): Promise<ServedPage> {
  return new Promise((resolve, reject) => {
    request({ host: 'localhost', port, path: '/sign-in', headers: { host: app.host } }, async (response) => {
      try {
        resolve({ headers: response.headers, html: (await response.setEncoding('utf8').toArray()).join('') })
      } catch (error) {
        reject(error)
      }
    })
      .setTimeout(30_000, function (this: { destroy: () => void }) {
        this.destroy()
      })
      .on('error', reject)
      .end()
  })
}

/** Health tells it (app/api/health). Undefined until the first check is over. */
export type PageState = 'as built' | 'changed' | 'unchecked'
const holder = globalThis as unknown as { plumblinePage?: PageState }

/** What is told of a check. */
type Told = {
  /** What we serve isn't what was built: at each check anew, until it is. Whoever operates an installation hears it here. */
  changed: (differences: string[]) => void
  /** All is as built. `inventory` is the hash of the inventory itself: without a new build it stays the same. */
  asBuilt: (inventory: string) => void
  /** The check itself couldn't be made. */
  failed: (error: unknown) => void
}

/** Compares what we serve with the build's inventory. */
export async function checkPage(port: number, app: URL, told: Told): Promise<void> {
  try {
    const written = readFileSync(INVENTORY)
    const differences = compare(JSON.parse(String(written)), hashFiles(STATIC), await fetchPage(port, app))
    holder.plumblinePage = differences.length > 0 ? 'changed' : 'as built'
    if (differences.length > 0) told.changed(differences)
    else told.asBuilt(sha384(written))
  } catch (error) {
    holder.plumblinePage = 'unchecked'
    told.failed(error)
  }
}

/** Checks at once and every hour. */
export function watchPage(port: number, app: URL, told: Told): void {
  const check = () => void checkPage(port, app, told)
  setInterval(check, HOUR).unref()
  check()
}
