import { randomUUID } from 'node:crypto'
import { newPair, plainPdf, sealWith } from './seals'

// A program: prints a PDF under a seal, and the certificate that it's sealed with, each in base64 on a line of its own.

const at = new Date()
const pair = await newPair(at)
const sealed = await sealWith(pair, await plainPdf(`Agreement ${randomUUID()}`), at)
process.stdout.write(`${sealed.toString('base64')}\n${pair.certificate.toString('base64')}\n`)
