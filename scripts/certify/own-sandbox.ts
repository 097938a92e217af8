import { sandboxControl } from '../../tools/sandbox/sandbox-control'
import { startSandboxProcess } from '../../tools/sandbox/sandbox-process'

/** A sandbox process that knows nothing yet and keeps nothing, with its clock. */
export async function startOwnSandbox() {
  const [user, apiKey] = ['APIUser1000', 'certification-rehearsal-key']
  const { child, url } = await startSandboxProcess(['--port', '0', '--user', user, '--key', apiKey])
  const { advanceDays: advance, fault } = sandboxControl(url)
  return { baseUrl: url, user, apiKey, advance, fault, stop: child.stop }
}
