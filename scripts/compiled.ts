// node scripts/with-deps.mjs --compiled scripts/compiled.ts worker ARGS…: compiles the program unless it is, and prints
// node's arguments for it and what differs in its environment. A process of its own, so that the compiler's memory is given
// back before the program runs, and so that the owner's connection ends with it.
import { main } from '../tools/process/problem'
import { type ProgramName, programArguments } from '../tools/stack/programs'
import { workerConnections } from '../tools/stack/worker-connections'

await main(async () => {
  const [name, ...args] = process.argv.slice(2)
  const programs = await programArguments()
  const env = name === 'worker' ? await workerConnections() : {}
  console.log(JSON.stringify({ args: [...programs[name as ProgramName], ...args], env }))
  return 0
})
