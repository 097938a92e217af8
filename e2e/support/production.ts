import { execFile, spawn } from 'node:child_process'
import { randomBytes, randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { mkdirSync, writeFileSync } from 'node:fs'
import { type AddressInfo, connect } from 'node:net'
import path from 'node:path'
import { createServer } from 'node:tls'
import { promisify } from 'node:util'
import { expect } from '@playwright/test'
import { type ParsedMail, simpleParser } from 'mailparser'
import { SMTPServer } from 'smtp-server'
import { freePort } from '@/tools/process/ports'
import { stackInfo } from '@/tools/testing/stack-info'
import { makeCertificate } from './certificate'
import { withDatabase } from './data'

// A production installation with nothing in its database, made of the build under test: `npm start` as an operator runs it,
// with a mail server, and with PaySimple’s sandbox, whose part ours plays.

export type Production = {
  url: string
  /** The owner's connection. */
  databaseUrl: string
  /** What its mail server took, in the order of its arrival. */
  received: ParsedMail[]
  /** The last link in an email to somebody, for a member or a customer. Waits for it. */
  linkTo: (address: string, kind?: 'link' | 'c') => Promise<string>
  /** What somebody was sent, once there is one whose subject holds these words. Waits for it. */
  emailTo: (address: string, subject: string) => Promise<ParsedMail>
  /** Runs `npm run admin -- …`. @returns what it prints */
  admin: (...args: string[]) => Promise<string>
  /** What app and worker have printed. */
  said: () => string
  stop: () => Promise<void>
}

const PAYSIMPLE = 'sandbox-api.paysimple.com'

async function listening(server: { listen: (port: number, host: string) => unknown; address: () => unknown }) {
  server.listen(0, '127.0.0.1')
  await once(server as never, 'listening')
  return (server.address() as AddressInfo).port
}

/** Starts it. @param folder where its files lie, of this test alone */
export async function startProduction(folder: string): Promise<Production> {
  mkdirSync(folder, { recursive: true })
  const { key, cert } = makeCertificate(['localhost', PAYSIMPLE])
  const authority = path.join(folder, 'authority.pem')
  writeFileSync(authority, cert)

  const received: ParsedMail[] = []
  const mail = new SMTPServer({
    ...{ key, cert, secure: true, authOptional: false, disableReverseLookup: true, closeTimeout: 0, logger: false },
    onAuth: (_login, _session, done) => done(null, { user: 'plumbline' }),
    onData: (stream, _session, done) =>
      void simpleParser(stream).then((each) => {
        received.push(each)
        done()
      }, done),
  })
  mail.on('error', () => {})
  const mailPort = await listening(mail.server)

  const sandbox = new URL(stackInfo().sandboxUrl)
  const paysimple = createServer({ key, cert }, (socket) => {
    const behind = connect(Number(sandbox.port), sandbox.hostname)
    socket.pipe(behind).pipe(socket)
    const end = () => {
      socket.destroy()
      behind.destroy()
    }
    for (const each of [socket, behind]) each.on('error', end).on('close', end)
  })
  const paysimplePort = await listening(paysimple)

  const database = `production_${randomUUID().replaceAll('-', '')}`
  await withDatabase((client) => client.query(`create database ${database}`))
  const port = await freePort()
  const url = `http://localhost:${port}`
  const { PATH, HOME, TMPDIR } = process.env
  const env = {
    ...{
      PATH,
      HOME,
      TMPDIR,
      NODE_ENV: 'production' as const,
      DEPLOYMENT: 'production',
      PORT: String(port),
      APP_URL: url,
    },
    ...{ MAIL_FROM: 'plumbline@example.com', SUPPORT_CONTACT: '(303) 555-0100' },
    SMTP_URL: `smtps://plumbline:${randomBytes(12).toString('hex')}@localhost:${mailPort}`,
    FILES_DIR: path.resolve(folder, 'files'),
    AUTH_SECRET: randomBytes(32).toString('base64url'),
    VAULT_KEYS: `1:${randomBytes(32).toString('base64')}`,
    DATABASE_URL: Object.assign(new URL(stackInfo().databaseUrl), { pathname: `/${database}` }).href,
    TSX_TSCONFIG_PATH: path.resolve('tools/tsconfig.json'),
    NODE_EXTRA_CA_CERTS: authority,
    TEST_PAYSIMPLE_PORT: String(paysimplePort),
    NODE_OPTIONS: `--import=${path.resolve('e2e/support/to-the-sandbox.mjs')}`,
  }
  let said = ''
  const served = spawn(process.execPath, ['--import', 'tsx', 'scripts/start.ts'], {
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  for (const stream of [served.stdout, served.stderr]) stream.on('data', (chunk) => (said += chunk))
  const ended = once(served, 'exit')
  const stop = async () => {
    served.kill('SIGTERM')
    await ended
    paysimple.close()
    await new Promise<void>((resolve) => mail.close(() => resolve()))
  }
  try {
    await expect.poll(() => said, { timeout: 120_000 }).toContain('Plumbline is ready')
  } catch (error) {
    await stop()
    throw new Error(`It didn’t start: ${said}`, { cause: error })
  }
  const to = (each: ParsedMail) => [each.to ?? []].flat().flatMap(({ value }) => value.map(({ address }) => address))
  return {
    ...{ url, databaseUrl: env.DATABASE_URL, received, stop, said: () => said },
    async emailTo(address, subject) {
      const found = () => received.findLast((each) => to(each).includes(address) && each.subject?.includes(subject))
      await expect.poll(found, { timeout: 60_000 }).toBeDefined()
      return found() as ParsedMail
    },
    async linkTo(address, kind = 'link') {
      const links = () =>
        received
          .filter((each) => to(each).includes(address))
          .flatMap(({ text = '' }) => text.match(new RegExp(`https?://\\S+/${kind}/[\\w-]+`, 'g')) ?? [])
      await expect.poll(links, { timeout: 60_000 }).not.toEqual([])
      return links().at(-1) ?? ''
    },
    async admin(...args) {
      return (await promisify(execFile)('npm', ['run', '--silent', 'admin', '--', ...args], { env })).stdout
    },
  }
}
