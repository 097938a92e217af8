// node scripts/with-deps.mjs --compiled scripts/compiled.ts worker ARGS…: compiles the program unless it is, and prints
// node's arguments for it. A process of its own, so that the compiler's memory is given back before the program runs.
import { main } from '../tools/process/problem'
import { type ProgramName, programArguments } from '../tools/stack/programs'

await main(async () => {
  const [name, ...args] = process.argv.slice(2)
  const programs = await programArguments()
  console.log(JSON.stringify([...programs[name as ProgramName], ...args]))
  return 0
})
