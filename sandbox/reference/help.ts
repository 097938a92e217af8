/** The API Test Tool (PS-081): one page that loads nothing else and signs its requests in the browser. */
import { readFileSync } from 'node:fs'
import type { Answer } from '../http/envelope.ts'

let page: string | undefined

export function testTool(): Answer {
  page ??= readFileSync(new URL('help.html', import.meta.url), 'utf8')
  return { status: 200, body: page, contentType: 'text/html; charset=utf-8' }
}
