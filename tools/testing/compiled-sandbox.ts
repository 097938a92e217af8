// Vitest's global set-up: the sandbox, compiled. From its sources each start costs four times as much, and the tests start
// it dozens of times.
import { programArguments } from '../stack/programs'

/** Compiles it unless it is, and tells startSandboxProcess by SANDBOX_PROGRAM. */
export default async function setup(): Promise<void> {
  process.env.SANDBOX_PROGRAM = (await programArguments()).sandbox.at(-1)
}
