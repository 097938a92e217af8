import { type ChildProcess, spawn } from 'node:child_process'
import os from 'node:os'
import path from 'node:path'
import { createInterface } from 'node:readline'
import { stripVTControlCharacters } from 'node:util'

/** What says at once that something is red: a failed test of vitest's or Playwright's, an error of the compiler's. */
const RED = /^\s*(×|✘|FAIL )|: error TS\d+|^\s*error no |^\s*Error: /

export type Runner = {
  /** Runs one of our packages' programs, `vitest/vitest.mjs`. @returns its exit code */
  run(file: string, args: readonly string[]): Promise<number>
  /** A line of our own, among what the program prints. */
  say(text: string): void
  /** Prints what was held back: all of it when something failed, or the last lines. */
  flush(all: boolean): void
  kill(signal: NodeJS.Signals): void
}

type RunnerOptions = {
  title: string
  alone: boolean
  /** What is red is told at once: where to. */
  tell?: (line: string) => void
}

/** The tests' databases are made for them; a developer's settings, and the database they name, stay out of it. */
function environment(): NodeJS.ProcessEnv {
  const env: NodeJS.ProcessEnv = { ...process.env, NEXT_TELEMETRY_DISABLED: '1' }
  for (const name of ['DATABASE_URL', 'APP_DATABASE_URL', 'SMTP_URL', 'MAIL_FROM', 'NODE_ENV', 'PORT', 'APP_URL'])
    delete env[name]
  return env
}

/**
 * Runs programs one after the other. Alone, they have the terminal to themselves. Beside others their output is held
 * back until they end, but for what is red.
 */
export function createRunner({ title, alone, tell = console.log }: RunnerOptions): Runner {
  const held: string[] = []
  let child: ChildProcess | undefined
  const hold = (line: string) => {
    held.push(line)
    if (RED.test(stripVTControlCharacters(line))) tell(`✗ ${title} │ ${line.trim()}`)
  }
  return {
    run: (file, args) =>
      new Promise((resolve) => {
        child = spawn(process.execPath, [path.join('node_modules', file), ...args], {
          stdio: alone ? 'inherit' : ['ignore', 'pipe', 'pipe'],
          env: environment(),
        })
        for (const stream of [child.stdout, child.stderr])
          if (stream) createInterface({ input: stream }).on('line', hold)
        child.on('error', () => resolve(127))
        child.on('close', (code, signal) => resolve(code ?? 128 + os.constants.signals[signal ?? 'SIGTERM']))
      }),
    say(text) {
      if (alone) console.log(text)
      else held.push(text)
    },
    flush(all) {
      if (alone || held.length === 0) return
      console.log(`\n── ${title} ${'─'.repeat(70 - title.length)}\n`)
      console.log((all ? held : held.slice(-25)).join('\n'))
    },
    kill: (signal) => void child?.kill(signal),
  }
}
