// An app of the same versions as ours that does nothing: what Next and React cost by themselves.
import { mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { type Child, runChild, startChild } from '../../../tools/process/children'
import { freePort } from '../../../tools/process/ports'
import { until } from '../../../tools/process/wait'

const FILES = {
  'package.json': JSON.stringify({ name: 'empty', private: true, type: 'module' }),
  'next.config.mjs': 'export default { poweredByHeader: false, typescript: { ignoreBuildErrors: true } }\n',
  // Turbopack looks for one in the folders above, too, and would take ours.
  'instrumentation.js': 'export function register() {}\n',
  'app/layout.jsx': `export default function Layout({ children }) {
  return <html lang="en"><body>{children}</body></html>
}
`,
  'app/page.jsx': `import { connection } from 'next/server'
export const metadata = { title: 'Empty' }
export default async function Page() {
  await connection()
  const rows = Array.from({ length: 20 }, (_, at) => ({ at, title: 'Row ' + at, amount: '$' + at + '.00' }))
  return (
    <main>
      <h1>Rows</h1>
      <table>
        <tbody>{rows.map(({ at, title, amount }) => <tr key={at}><td>{title}</td><td>{amount}</td></tr>)}</tbody>
      </table>
    </main>
  )
}
`,
}

/** Builds it below `folder` and starts it. @returns its address and what stops it */
export async function startEmptyApp(folder: string): Promise<{ url: string; stop: () => Promise<void> }> {
  rmSync(folder, { recursive: true, force: true })
  for (const [name, text] of Object.entries(FILES)) {
    const file = path.join(folder, name)
    mkdirSync(path.dirname(file), { recursive: true })
    writeFileSync(file, text)
  }
  symlinkSync(path.resolve('node_modules'), path.join(folder, 'node_modules'))
  const next = path.resolve('node_modules/next/dist/bin/next')
  const env = { ...process.env, NODE_ENV: 'production', NEXT_TELEMETRY_DISABLED: '1' } as const
  const lines: string[] = []
  const onLine = (line: string) => lines.push(line)
  await runChild({ name: 'empty app', args: [next, 'build', folder], env, onLine, failure: lines.join('\n') })
  const port = await freePort()
  const child: Child = startChild({ name: 'empty app', args: [next, 'start', folder, '-p', String(port)], env, onLine })
  const url = `http://localhost:${port}/`
  const answers = async () => (await fetch(url).catch(() => null))?.status === 200
  await until(answers, { what: 'the empty app to answer', timeoutMs: 60_000, everyMs: 200 })
  return { url, stop: () => child.stop() }
}
