// Ends what its owner started if the owner dies without doing so (a kill -9, a crash). The owner writes `watch PID
// SIGNAL` and `forget PID`, where a negative PID means a process group, and keeps the pipe open while it lives.
import { createInterface } from 'node:readline'

const watched = new Map()
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => {})

function send(pid, signal) {
  try {
    process.kill(pid, signal)
    return true
  } catch {
    watched.delete(pid)
    return false
  }
}

createInterface({ input: process.stdin })
  .on('line', (line) => {
    const [verb, pid, signal] = line.split(' ')
    if (verb === 'watch') watched.set(Number(pid), signal)
    else watched.delete(Number(pid))
  })
  .on('close', () => {
    if (watched.size === 0) return
    for (const [pid, signal] of watched) send(pid, signal)
    const deadline = Date.now() + 8_000
    const timer = setInterval(() => {
      for (const pid of [...watched.keys()]) send(pid, 0)
      const late = Date.now() > deadline
      if (late) for (const pid of [...watched.keys()]) send(pid, 'SIGKILL')
      if (late || watched.size === 0) clearInterval(timer)
    }, 100)
  })
