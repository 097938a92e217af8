// Answers to what isn't passed on to Next.
import type { ServerResponse } from 'node:http'

const escaped = (text: string) => text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;')

/** A page of one sentence and a link. */
export const plainPage = (sentence: string, href: string, link: string): string =>
  `<!doctype html><html lang="en"><meta name="viewport" content="width=device-width"><title>Plumbline</title><p>${escaped(sentence)} <a href="${escaped(href)}">${escaped(link)}</a></p></html>`

/** Answers a request that goes no further. */
export function refuse(response: ServerResponse, status: number, sentence: string): void {
  response.writeHead(status, { 'content-type': 'text/html; charset=utf-8' })
  response.end(plainPage(sentence, '/', 'Go to Plumbline'))
}
