import type { LinkContext } from '@/lib/customer-links/read-link'
import { forOrg } from '@/lib/db'
import { plainContent } from '@/lib/documents/content'
import type { OrgContext } from '@/lib/orgs/context'
import { askForSignatures } from '@/lib/signing/ask-for-signatures'
import { giveConsent } from '@/lib/signing/consent'
import { consentTextIn } from '@/lib/signing/consent-text'
import type { SigningActor } from '@/lib/signing/lock-signing'
import { readSigners } from '@/lib/signing/read-signers'
import type { Sign } from '@/lib/signing/schema'
import { sign } from '@/lib/signing/sign'
import { customerAt, readOf } from './links'
import { draft, jobWithDocument, plainLine, send } from './papers'

// Papers that are signed, in tests.

export const STROKES = [Array.from({ length: 30 }, (_, n) => [20 + n * 15, 80 + (n % 2) * 50]).flat()]
export const TYPED: Sign['mark'] = { kind: 'typed', text: 'Olivia Marsh' }
export const DRAWN: Sign['mark'] = { kind: 'drawn', strokes: STROKES }

export const signersOf = async ({ org }: OrgContext, documentId: string, versionNumber = 1) =>
  forOrg(org.id, (tx) => readSigners(tx, org.id, { documentId, versionNumber }))

type Asked = { customers?: string[]; company?: boolean; inOrder?: boolean }

/** An agreement over $5,000 that was sent, with people who sign it at their links; they are named as their addresses. */
export async function agreementToSign(
  context: OrgContext,
  { customers = ['olivia'], company = false, inOrder = false }: Asked = {},
) {
  const { jobId, documentId } = await jobWithDocument(context, 0)
  await draft(context, documentId, plainContent([plainLine(5_000_00)]))
  await send(context, documentId)
  const read = await readOf(context, documentId)
  const people = customers.map((name) => ({ name, email: `${name}@example.com` }))
  await askForSignatures(context, { ...read, customers: people, company, inOrder })
  const links: LinkContext[] = []
  for (const { name, email } of people) {
    const at = await customerAt(context, jobId, email)
    links.push({ ...at, user: { ...at.user, name }, link: { ...at.link, name } })
  }
  return { jobId, documentId, read, links, signers: await signersOf(context, documentId) }
}

/** What somebody sends who signs. */
export const signing = (
  read: Omit<Sign, 'signerId' | 'mark' | 'screen'>,
  signerId = '',
  mark: Sign['mark'] = TYPED,
): Sign => ({
  ...{ documentId: read.documentId, versionNumber: read.versionNumber, sha256: read.sha256, signerId },
  ...{ mark, screen: '390 × 844' },
})

/** A customer consents, and signs. */
export async function consentAndSign(actor: SigningActor, input: Sign) {
  const { mark: _, screen: __, ...read } = input
  await giveConsent(actor, { ...read, textVersion: consentTextIn('en').version, openedSample: true })
  return sign(actor, input)
}

/** What was done with a document, the first one first. */
export const documentEvents = ({ org: { id: orgId } }: OrgContext, documentId: string) =>
  forOrg(orgId, (tx) => tx.documentEvent.findMany({ where: { orgId, documentId }, orderBy: { seq: 'asc' } }))

export const first = <T>([item]: readonly T[]): T => {
  if (item === undefined) throw new Error('there is none')
  return item
}

export const two = <T>([one, ...others]: readonly T[]): [T, T] => [first(one === undefined ? [] : [one]), first(others)]
