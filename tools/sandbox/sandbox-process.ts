import { type Child, startChild } from '../process/children'

/**
 * Starts the sandbox as a process of its own, which does not outlive us. What it says against being started, and later
 * on errors of its own, goes to our standard error.
 * @param args for sandbox/main.ts, a port among them: `--port 0` for any that is free
 */
export async function startSandboxProcess(args: readonly string[]): Promise<{ child: Child; url: string }> {
  const said: string[] = []
  let url = ''
  const child = startChild({
    name: 'sandbox',
    args: [
      ...(process.env.SANDBOX_PROGRAM ? [process.env.SANDBOX_PROGRAM] : ['--import', 'tsx', 'sandbox/main.ts']),
      ...args,
    ],
    env: process.env,
    onLine(line) {
      if (url) return console.error(line)
      said.push(line)
      url = /listening on (\S+)/.exec(line)?.[1] ?? ''
    },
  })
  try {
    await child.says(/listening on/)
  } catch (error) {
    console.error(said.join('\n'))
    await child.stop()
    throw error
  }
  return { child, url }
}
