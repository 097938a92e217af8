// node scripts/with-deps.mjs --compiled scripts/compiled.ts worker|app ARGS…: compiles the program unless it is, and prints
// node's arguments for it and what differs in its environment. A process of its own, so that the compiler's memory is given
// back before the program runs, and so that the owner's connection ends with it.
import { main } from '../tools/process/problem'
import { appOnItsOwn } from '../tools/stack/app-environment'
import { type ProgramName, programArguments } from '../tools/stack/programs'
import { workerConnections } from '../tools/stack/worker-connections'

await main(async () => {
  const [name, ...args] = process.argv.slice(2)
  const programs = await programArguments()
  const own =
    name === 'app' ? await appOnItsOwn() : { args: [], env: name === 'worker' ? await workerConnections() : {} }
  console.log(JSON.stringify({ args: [...programs[name as ProgramName], ...own.args, ...args], env: own.env }))
  return 0
})
