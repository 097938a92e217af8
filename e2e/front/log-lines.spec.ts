import { readFileSync } from 'node:fs'
import { connect } from 'node:net'
import { expect, test } from '@playwright/test'
import { readLog, stackInfo } from '@/tools/testing/stack-info'

// Nobody from outside writes a line of the log, nor anything that a later reader would take for one.

const FORGED = '{"level":50,"event":"forged"}'
const IN_JSON = FORGED.replaceAll('"', '\\"')
const CARD = '4929123456789012'

/** The ids of the build's server actions. */
function actionIds(): string[] {
  const { node } = JSON.parse(readFileSync('.next/server/server-reference-manifest.json', 'utf8')) as {
    node: Record<string, unknown>
  }
  return Object.keys(node)
}

/** Arguments of an action as a browser sends them, with what Next's reader stumbles over. */
const ARGUMENTS = [
  ...[
    `["$n1\\n${IN_JSON}"]`,
    `["$D\\n${IN_JSON}"]`,
    `["$F1","\\n${IN_JSON}"]`,
    '["$@1"]',
    '["$Q1"]',
    '["$W1"]',
    '["$h1"]',
  ],
  ...[
    `["$n${CARD}x"]`,
    `{"a":"\\n${IN_JSON}"}`,
    `[\\n${FORGED}`,
    `\n${FORGED}\n`,
    '',
    '[]',
    `["${CARD}"]`,
    '["$K1"]',
    '["$i"]',
  ],
]
/** Headers that Next reads, and quotes when it can't. */
const HEADERS: Record<string, string>[] = [
  { 'next-action': `\\n${FORGED}` },
  { 'next-action': `40${'f'.repeat(40)}` },
  { 'next-action': CARD },
  { rsc: '1', 'next-router-state-tree': encodeURIComponent(`\n${FORGED}`) },
  { rsc: '1', 'next-router-state-tree': `%` },
  { 'next-url': `/\\n${FORGED}`, rsc: '1' },
  { 'content-type': `multipart/form-data; boundary="\\n${FORGED}"` },
  { cookie: `authjs.session-token=${encodeURIComponent(`\n${FORGED}`)}.x` },
  { 'accept-language': `\\n${FORGED}`, 'user-agent': `\\n${FORGED} ${CARD}` },
]

function post(headers: Record<string, string>, body: string, path = '/sign-in'): Promise<number> {
  const { appUrl } = stackInfo()
  const type = { 'content-type': 'text/plain;charset=UTF-8' }
  return fetch(`${appUrl}${path}`, {
    method: 'POST',
    redirect: 'manual',
    headers: { origin: appUrl, ...type, ...headers },
    body,
  }).then(async (answer) => {
    await answer.body?.cancel()
    return answer.status
  })
}

/** Sends bytes that aren't HTTP, and waits for the end of the connection. */
function sendRaw(bytes: string): Promise<void> {
  const { port, hostname } = new URL(stackInfo().appUrl)
  return new Promise((resolve) => {
    const socket = connect(Number(port), hostname, () => socket.end(bytes))
    socket
      .resume()
      .on('error', () => resolve())
      .on('close', () => resolve())
  })
}

test('security 4, 5: every line of the app’s log is an entry, and none has what a stranger sent', async () => {
  const before = readLog().length
  const ids = actionIds()
  expect(ids.length).toBeGreaterThan(30)
  for (const [at, body] of ARGUMENTS.entries())
    for (const id of [ids[at % ids.length] ?? '', ids.at(-1 - at) ?? '']) await post({ 'next-action': id }, body)
  for (const id of ids) await post({ 'next-action': id }, `["$n1\\n${IN_JSON}"]`)
  for (const headers of HEADERS) await post(headers, '[]')
  for (const headers of HEADERS) await fetch(`${stackInfo().appUrl}/orgs/a/jobs`, { headers, redirect: 'manual' })
  const part = (name: string) => `--x\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${FORGED}\r\n--x--\r\n`
  for (const name of [
    `$ACTION_ID_${ids[0]}`,
    `$ACTION_ID_\n${FORGED}`,
    '$ACTION_REF_1',
    '1_$ACTION_REF_0',
    '$ACTION_1:0',
  ])
    await post({ 'content-type': 'multipart/form-data; boundary=x' }, part(name))
  for (const bytes of [
    `\n${FORGED}\n`,
    `GET /\n${FORGED} HTTP/1.1\r\n\r\n`,
    `GET / HTTP/1.1\r\nhost: a\r\nx: \n${FORGED}\r\n\r\n`,
  ])
    await sendRaw(bytes)
  await post(
    { 'content-type': 'application/csp-report' },
    JSON.stringify({ 'csp-report': { 'effective-directive': `\n${FORGED}`, 'blocked-uri': `\n${FORGED}` } }),
    '/api/page-reports',
  )

  const written = readLog().slice(before)
  const lines = written.split('\n').filter((line) => line.startsWith('app |'))
  expect(lines.length).toBeGreaterThan(10) // the malformed arguments at least
  for (const line of lines) {
    const entry = JSON.parse(line.slice('app | '.length)) as { event: string }
    expect(entry.event).toMatch(/^[a-z_]+$/)
    expect(entry.event).not.toBe('forged')
  }
  expect(written).not.toContain('forged')
  expect(written).not.toContain(CARD)
})
