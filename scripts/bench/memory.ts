// How much memory a process holds, as Linux counts it, while something is done to it.
import { readFileSync } from 'node:fs'

/** In MB. `pss` counts what several processes share (node's own code, mostly) in parts, so that it can be summed. */
export type Held = { rss: number; pss: number }
export type MemoryBench = { peak: Held; final: Held }

/** What a process holds now. @throws when it's gone, and on systems without /proc */
export function heldBy(pid: number): Held {
  const counts = readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8')
  const megabytes = (name: string) =>
    (Number(new RegExp(`^${name}:\\s+(\\d+) kB$`, 'm').exec(counts)?.[1]) * 1024) / 1e6
  return { rss: megabytes('Rss'), pss: megabytes('Pss') }
}

/**
 * Looks each second at what a process holds. Its `stop` answers the most of it, and what it holds then. What a process
 * gives back it gives back late, so wait some seconds before `stop` to learn what stays.
 */
export function watchMemory(pid: number, everyMs = 1000): { stop: () => MemoryBench } {
  const peak = heldBy(pid)
  const look = (): Held => {
    const held = heldBy(pid)
    peak.rss = Math.max(peak.rss, held.rss)
    peak.pss = Math.max(peak.pss, held.pss)
    return held
  }
  const timer = setInterval(() => {
    try {
      look()
    } catch {
      clearInterval(timer) // it has ended, which stop says
    }
  }, everyMs)
  timer.unref()
  return {
    stop() {
      clearInterval(timer)
      return { final: look(), peak }
    },
  }
}
