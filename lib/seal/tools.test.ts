import { execFile, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { knowing, newPair, plainPdf, REASON, SEALED_AT, sealWith } from '@/lib/testing/seals'
import { judgeSeals } from './judge-seals'
import { openP12 } from './p12'
import { sealPdf } from './seal-pdf'
import { sealerOf, sha256Of } from './sealer'

// What programs that aren't ours say of a seal, where this machine has them, and keys that they made.

const run = promisify(execFile)
const has = (program: string, ...args: string[]) => spawnSync(program, args).error === undefined
const [hasOpenssl, hasPdfsig] = [has('openssl', 'version'), has('pdfsig', '-v')]
const folder = mkdtempSync(path.join(tmpdir(), 'plumbline-seal-'))
const place = (name: string) => path.join(folder, name)
let sealed: Buffer
let certificate: Buffer
beforeAll(async () => {
  const pair = await newPair()
  certificate = pair.certificate
  sealed = await sealWith(pair, await plainPdf())
  writeFileSync(place('sealed.pdf'), sealed)
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

test.skipIf(!hasPdfsig)(
  'A20: pdfsig finds one valid seal over all of it, and a change (where it’s installed)',
  async () => {
    const { stdout } = await run('pdfsig', ['-nocert', place('sealed.pdf')])
    expect(stdout).toContain('Signature is Valid.')
    expect(stdout).toContain('Total document signed')
    expect(stdout).toContain('ETSI.CAdES.detached')
    expect(stdout).toContain('Plumbline seal, pay.example.com')
    expect(stdout.match(/Signature #/g)).toHaveLength(1)
    const changed = Buffer.from(sealed)
    changed[sealed.indexOf('Producer')] = 'Q'.charCodeAt(0)
    writeFileSync(place('changed.pdf'), changed)
    // Of a wrong one it ends with 1.
    const { stdout: said } = await run('pdfsig', ['-nocert', place('changed.pdf')]).catch((error) => error)
    expect(said).toContain('Digest Mismatch')
  },
)

describe.skipIf(!hasOpenssl)('openssl (where it’s installed)', () => {
  const openssl = (...args: string[]) => run('openssl', args, { cwd: folder })

  test('takes the seal for what CAdES says', async () => {
    const from = sealed.indexOf('/Contents <') + 10
    const to = sealed.indexOf('>', from) + 1
    const message = Buffer.from(sealed.subarray(from + 1, to - 1).toString('latin1'), 'hex')
    writeFileSync(place('seal.der'), message.subarray(0, 4 + message.readUInt16BE(2)))
    writeFileSync(place('content'), Buffer.concat([sealed.subarray(0, from), sealed.subarray(to)]))
    writeFileSync(place('ours.der'), certificate)
    await openssl('x509', '-inform', 'der', '-in', 'ours.der', '-out', 'ours.pem')
    const verify = ['cms', '-verify', '-cades', '-binary', '-inform', 'DER', '-in', 'seal.der', '-content', 'content']
    const how = ['-CAfile', 'ours.pem', '-purpose', 'any', '-attime', `${SEALED_AT.getTime() / 1000}`, '-out', 'out']
    expect((await openssl(...verify, ...how)).stderr).toContain('successful')
  })

  /** A file with a new key, and the certificate of an authority beside the key's. */
  async function p12Of(name: string, key: string[], more: string[] = []): Promise<string> {
    const subject = (who: string) => ['-subj', `/CN=${who}`, '-days', '30', '-nodes']
    await openssl('req', '-x509', '-newkey', 'rsa:2048', '-keyout', 'ca.key', '-out', 'ca.pem', ...subject('Authority'))
    await openssl('req', '-new', '-newkey', ...key, '-keyout', 'key', '-out', 'csr', ...subject('Summit Ridge'))
    const sign = ['x509', '-req', '-in', 'csr', '-CA', 'ca.pem', '-CAkey', 'ca.key', '-CAcreateserial', '-days', '30']
    await openssl(...sign, '-out', 'cert.pem')
    const made = ['pkcs12', '-export', '-inkey', 'key', '-in', 'cert.pem', '-certfile', 'ca.pem', '-out', name]
    await openssl(...made, '-passout', 'pass:correct horse', ...more)
    return place(name)
  }
  const EC = ['ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1']

  test.each([
    ['RSA', ['rsa:2048'], []],
    ['an elliptic curve', EC, []],
    ['RSA, as openssl wrote it long ago', ['rsa:2048'], ['-legacy']],
  ])('a file with a key of %s seals', async (name, key, more) => {
    const file = await p12Of(`${name}.p12`, key, more)
    const signer = await openP12(file, 'correct horse')
    expect(signer.certificateChain).toHaveLength(1)
    const at = new Date()
    const pdf = await sealPdf(await plainPdf(), { certificateId: 'p12', signer }, { at, reason: REASON })
    const known = new Map([[sha256Of(signer.certificate), { isOwn: false }]])
    expect(judgeSeals(Buffer.from(pdf), known)).toMatchObject({
      ...{ isWhole: true, isUnchanged: true, problem: null },
      seal: { isOwnCertificate: false },
    })
    // The authority's certificate is in it, and seals nothing.
    const authority = new Map([[sha256Of(signer.certificateChain?.[0] ?? Buffer.alloc(0)), { isOwn: false }]])
    expect(judgeSeals(Buffer.from(pdf), authority)).toMatchObject({ problem: 'another certificate' })
  })

  test('as a timestamp server says in the seal when it was made', async () => {
    const extensions = ['-addext', 'extendedKeyUsage=critical,timeStamping']
    const subject = ['-subj', '/CN=Clock', '-days', '30', '-nodes']
    await openssl(
      'req',
      '-x509',
      '-newkey',
      'rsa:2048',
      '-keyout',
      'tsa.key',
      '-out',
      'tsa.pem',
      ...subject,
      ...extensions,
    )
    writeFileSync(place('serial'), '01')
    const settings =
      'serial = serial\ndefault_policy = 1.2.3.4\ndigests = sha256\nsigner_digest = sha256\ness_cert_id_alg = sha256'
    writeFileSync(place('tsa.cnf'), `[tsa]\ndefault_tsa = one\n[one]\n${settings}\n`)
    const keys = ['-signer', 'tsa.pem', '-inkey', 'tsa.key', '-config', 'tsa.cnf', '-section', 'one']
    const server = createServer(async (request, response) => {
      writeFileSync(place('query'), Buffer.concat(await request.toArray()))
      await openssl('ts', '-reply', '-queryfile', 'query', '-out', 'reply', ...keys)
      response.setHeader('content-type', 'application/timestamp-reply').end(readFileSync(place('reply')))
    }).listen(0, '127.0.0.1')
    await once(server, 'listening')
    try {
      const pair = await newPair()
      const timestampUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
      const sealer = await sealerOf('own', pair)
      const pdf = await sealPdf(await plainPdf(), sealer, { at: SEALED_AT, reason: REASON, timestampUrl })
      expect(Buffer.from(pdf).includes(Buffer.from('Clock').toString('hex').toUpperCase())).toBe(true)
      expect(judgeSeals(Buffer.from(pdf), knowing(pair))).toMatchObject({ isWhole: true, isUnchanged: true })
    } finally {
      server.close()
    }
    const gone = { at: SEALED_AT, reason: REASON, timestampUrl: 'http://127.0.0.1:1' }
    await expect(sealPdf(await plainPdf(), await sealerOf('own', await newPair()), gone)).rejects.toThrow('TSA')
  })

  test('a file that can’t be used is refused in words that quote nothing', async () => {
    const file = await p12Of('right.p12', ['rsa:2048'])
    writeFileSync(place('text.p12'), 'not a key')
    writeFileSync(place('large.p12'), Buffer.alloc(300_000))
    for (const [wrong, password, words] of [
      [file, 'wrong staple', 'Check SEAL_P12_PASSWORD'],
      [file, '', 'Check SEAL_P12_PASSWORD'],
      [place('text.p12'), 'correct horse', 'can’t be opened'],
      [place('large.p12'), 'correct horse', 'too large'],
      [place('none.p12'), 'correct horse', 'isn’t there'],
      [folder, 'correct horse', 'can’t be read'],
    ] as const) {
      const said = await openP12(wrong, password).catch(({ message }) => message)
      expect(said).toContain(words)
      expect(said).not.toMatch(/staple|horse|\.p12/)
    }
  })
})

test('a file of one of ours isn’t known by a certificate that only looks like it', async () => {
  expect(judgeSeals(sealed, knowing(await newPair()))).toMatchObject({ problem: 'another certificate' })
})
