import { once } from 'node:events'
import { connect } from 'node:net'
import { text } from 'node:stream/consumers'
import { expect, test, vi } from 'vitest'
import { runCommand, sign, spawnSandbox } from './testing/support.ts'

// These tests start processes, perhaps on a busy machine.
vi.setConfig({ testTimeout: 30_000 })

async function run(args: string[]) {
  const child = runCommand(args)
  const [stderr, stdout, [code]] = await Promise.all([
    child.stderr ? text(child.stderr) : '',
    text(child.stdout),
    once(child, 'exit'),
  ])
  return { stderr, stdout, code }
}

test('it prints where it listens, on loopback, with the user and key it was given', async () => {
  const { child, line, port, call } = await spawnSandbox(['--port', '0', '--user', 'Me', '--key=mine'])
  expect(line).toBe(`PaySimple sandbox listening on http://127.0.0.1:${port}`)
  expect((await call('GET', '/v4/customer', { user: 'Me', key: 'mine' })).status).toBe(200)
  expect((await call('GET', '/v4/customer')).status).toBe(401)
  child.kill('SIGKILL')
})

test.each(['SIGINT', 'SIGTERM'] as const)('%s ends it cleanly, even if a client waits', async (signal) => {
  const { child, exited, port, fault } = await spawnSandbox(['--port', '0'])
  await fault('no-answer-before')
  const socket = connect(port, '127.0.0.1')
  socket.on('error', () => {})
  socket.write(`POST /v4/payment HTTP/1.1\r\nHost: x\r\nAuthorization: ${sign()}\r\nContent-Length: 2\r\n\r\n{}`)
  await once(socket, 'connect')
  child.kill(signal)
  expect(await exited).toEqual([0, null])
  socket.destroy()
})

test('a port in use is one sentence', async () => {
  const { child, port } = await spawnSandbox(['--port', '0'])
  expect(await run(['--port', String(port)])).toEqual({
    stderr: `Port ${port} is in use; choose another with --port.\n`,
    stdout: '',
    code: 1,
  })
  child.kill('SIGKILL')
})

test.each([
  [['--color', 'blue'], /Unknown flag --color/],
  [['-p', '1'], /Unknown flag -p/],
  [['start'], /takes no argument "start"/],
  [['--port', 'x'], /--port must be/],
  [['--port', '70000'], /--port must be/],
  [['--port'], /--port needs a value/],
  [['--duplicates', 'maybe'], /--duplicates must be one of ach, document, processor, off/],
  [['--user', 'a;b'], /--user must be/],
  [['--port', '0', '--data', '/dev/null/x'], /could not start with the data in/],
])('%o is refused in one sentence', async (args, sentence) => {
  const { stderr, stdout, code } = await run(args)
  expect(stderr).toMatch(sentence)
  expect([stdout, stderr.trim().split('\n').length, code]).toEqual(['', 1, 1])
})
