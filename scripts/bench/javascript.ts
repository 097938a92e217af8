// How much JavaScript a page brings: what a browser without a cache loads for it, compressed.
import { gzipSync } from 'node:zlib'

export type PageJavascript = {
  /** Compressed bytes of all scripts together. */
  bytes: number
  /** Their addresses and compressed bytes, the largest first. */
  scripts: { url: string; bytes: number }[]
}

/** The bytes of a script as the best gzip sends it. Not as it was sent: that depends on the server in front. */
export const gzipped = (script: Uint8Array | string): number => gzipSync(script, { level: 9 }).length

/** The addresses of the scripts in a page. Those for browsers without modules, which nobody has, don't count. */
export function scriptsIn(html: string, pageUrl: string): string[] {
  const tags = [...html.matchAll(/<script\b[^>]*>/g)].map(([tag]) => tag).filter((tag) => !/\snomodule\b/i.test(tag))
  const sources = tags.flatMap((tag) => /\ssrc="([^"]+)"/.exec(tag)?.[1] ?? [])
  return [...new Set(sources.map((source) => new URL(source.replaceAll('&amp;', '&'), pageUrl).href))]
}

async function bodyOf(url: string, headers: Record<string, string>): Promise<Buffer> {
  const answer = await fetch(url, { headers, redirect: 'manual' })
  if (answer.status !== 200) throw new Error(`${url} answered ${answer.status}.`)
  return Buffer.from(await answer.arrayBuffer())
}

/**
 * Loads a page of the running app and every script that its HTML names.
 * @param cookie of a signed-in session, as a Cookie header has it; empty for a page that needs none
 * @throws when the page or a script of it doesn't answer 200
 */
export async function javascriptOf(baseUrl: string, path: string, cookie = ''): Promise<PageJavascript> {
  const page = new URL(path, baseUrl).href
  const html = await bodyOf(page, cookie ? { cookie } : {})
  const scripts = await Promise.all(
    scriptsIn(html.toString(), page).map(async (url) => ({ url, bytes: gzipped(await bodyOf(url, {})) })),
  )
  scripts.sort((a, b) => b.bytes - a.bytes)
  return { bytes: scripts.reduce((sum, { bytes }) => sum + bytes, 0), scripts }
}
