import { readFileSync } from 'node:fs'

// Prisma's query compiler, as next.config.mjs has it loaded: read from the package's file when a client first needs it.
// As text in a module, as it comes, it would be bundled with each route and stay in memory with each.
const FILE = 'node_modules/@prisma/client/runtime/query_compiler_fast_bg.postgresql.wasm-base64.mjs'

function read(): Buffer {
  const text = readFileSync(FILE, 'latin1')
  return Buffer.from(text.slice(text.indexOf('"') + 1, text.lastIndexOf('"')), 'base64')
}

export const wasm = read()
