import { readdirSync, readFileSync } from 'node:fs'

/** The processes below one, by the kernel's own list. */
function childrenOf(pid: number): number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .filter((name) => {
      try {
        return readFileSync(`/proc/${name}/stat`, 'utf8').split(') ')[1]?.split(' ')[1] === String(pid)
      } catch {
        return false
      }
    })
    .map(Number)
}

/** kill -9 of a PostgreSQL server with every process of it, as a machine that loses its power does. */
export function killPostgres(pid: number): void {
  for (const process_ of [pid, ...childrenOf(pid)]) {
    try {
      process.kill(process_, 'SIGKILL')
    } catch {
      // gone already
    }
  }
}
