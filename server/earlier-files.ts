// The scripts and styles of the version before. A page that was loaded from it goes on living after a deploy, and asks for
// the parts that it opens only later, such as a dialog. A release that was made in place of another brings them along
// (tools/release/make-release.ts), each with its hash: what was changed since isn't served.
import { existsSync, readFileSync } from 'node:fs'
import type { IncomingMessage, ServerResponse } from 'node:http'
import path from 'node:path'
import { sha384 } from './page-check'

export const EARLIER = 'earlier'
const PREFIX = '/_next/static/'
const TYPES: Record<string, string> = {
  '.css': 'text/css; charset=utf-8',
  '.js': 'application/javascript; charset=utf-8',
  '.woff2': 'font/woff2',
}

/** @returns a function that answers a request for a file that only the version before had, and tells whether it did */
export function earlierFiles(folder = EARLIER): (request: IncomingMessage, response: ServerResponse) => boolean {
  const list = path.join(folder, 'files.json')
  const files = new Map<string, string>(existsSync(list) ? Object.entries(JSON.parse(readFileSync(list, 'utf8'))) : [])
  return ({ url = '', method }, response) => {
    if (files.size === 0 || !url.startsWith(PREFIX)) return false
    const name = url.slice(PREFIX.length).replace(/\?.*$/, '')
    const type = TYPES[path.extname(name)]
    const expected = files.get(name) // a name of the list, and so no way out of the folder
    if (!expected || !type) return false
    let content: Buffer
    try {
      content = readFileSync(path.join(folder, 'static', name))
    } catch {
      return false
    }
    if (sha384(content) !== expected) return false
    response.writeHead(200, {
      'content-type': type,
      'content-length': content.length,
      'cache-control': 'public, max-age=31536000, immutable',
    })
    response.end(method === 'HEAD' ? undefined : content)
    return true
  }
}
