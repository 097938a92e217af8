import { expect, test } from 'vitest'
import { type ChildOptions, runChild, startChild } from './children'

const start = (code: string, more: Partial<ChildOptions> = {}) =>
  startChild({ name: 'child', args: ['-e', code], env: process.env, onLine: () => {}, ...more })

test('a child says that it is ready, and ends with whatever it started', async () => {
  const child = start(`
    const { pid } = require('node:child_process').spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'])
    console.log('grandchild', pid)
    setInterval(() => {}, 1000)`)
  await child.says(/^grandchild \d+$/)
  await child.stop()
  expect(await child.exited).toBe('by SIGTERM')
  expect(child.ended()).toBe('by SIGTERM')
  expect(() => process.kill(-child.pid, 0)).toThrow('ESRCH')
})

test('a child that does not heed a request to end is killed like one that crashes', async () => {
  const child = start(`process.on('SIGTERM', () => {}); setInterval(() => {}, 1000); console.log('ready')`)
  await child.says(/ready/)
  await child.kill()
  expect(await child.exited).toBe('by SIGKILL')
})

test('a child that ends before it is ready is told of', async () => {
  const child = start('process.exit(3)')
  await expect(child.says(/ready/)).rejects.toThrow('The child ended with code 3 while it was starting')
  await child.stop()
  await expect(
    runChild({
      name: 'child',
      args: ['-e', 'process.exit(3)'],
      env: process.env,
      onLine: () => {},
      failure: 'No good',
    }),
  ).rejects.toThrow('No good')
})

test('messages go both ways, as long as it is there', async () => {
  const heard: unknown[] = []
  const child = start(`process.on('message', ({ n }) => process.send({ n: n + 1 }, () => process.disconnect()))`, {
    onMessage: (message) => heard.push(message),
  })
  await child.send({ n: 1 })
  expect(await child.exited).toBe('with code 0')
  expect(heard).toEqual([{ n: 2 }])
  await expect(child.send({ n: 2 })).rejects.toThrow('takes no messages')
  await child.stop()
})

test.runIf(process.platform === 'linux')(
  'security 1: neither a child nor what it starts leaves a core file',
  async () => {
    const limits = `require('node:fs').readFileSync('/proc/self/limits', 'utf8').match(/core file size.*/)[0]`
    const child = start(`
    const { execFileSync } = require('node:child_process')
    console.log(${limits}, '|', execFileSync(process.execPath, ['-p', ${JSON.stringify(limits)}], { encoding: 'utf8' }))`)
    await child.says(/core file size +0 +0 .*\| core file size +0 +0 /)
    await child.stop()
  },
)
