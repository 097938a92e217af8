import { startChild } from '../../tools/process/children'
import { Problem } from '../../tools/process/problem'

/** A sandbox process that knows nothing yet and keeps nothing, with its clock. */
export async function startOwnSandbox() {
  const [user, apiKey] = ['APIUser1000', 'certification-rehearsal-key']
  let baseUrl = ''
  const lines: string[] = []
  const child = startChild({
    name: 'sandbox',
    args: ['--import', 'tsx', 'sandbox/main.ts', '--port', '0', '--user', user, '--key', apiKey],
    env: process.env,
    onLine(line) {
      lines.push(line)
      baseUrl ||= /listening on (http:\S+)/.exec(line)?.[1] ?? ''
    },
  })
  try {
    await child.says(/sandbox listening on/)
  } catch (error) {
    console.error(lines.join('\n'))
    await child.stop()
    throw error
  }
  return {
    baseUrl,
    user,
    apiKey,
    /** Moves its business time: cards settle the next day. */
    async advance(days: number): Promise<void> {
      const answer = await fetch(`${baseUrl}/_sandbox/clock`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ advanceDays: days }),
      })
      if (!answer.ok) throw new Problem(`The sandbox's clock could not be moved: ${await answer.text()}`)
    },
    stop: child.stop,
  }
}
