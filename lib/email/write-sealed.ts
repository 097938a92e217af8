import 'server-only'
import { createElement } from 'react'
import { COMPANY_LICENSES } from '@/lib/company/face'
import { makeAddress } from '@/lib/customer-links/create-link'
import { dayOf, formatDay } from '@/lib/dates'
import type { Tx } from '@/lib/db'
import { shortHash } from '@/lib/documents/snapshot'
import { documentLabel } from '@/lib/documents/stages'
import { env } from '@/lib/env'
import { asLanguage } from '@/lib/language/language'
import { ENGLISH } from '@/lib/language/say'
import { wordsIn } from '@/lib/language/words-in'
import { withoutLinks } from '@/lib/plain-links'
import { verifyPath } from '@/lib/seal/verify-path'
import { sealedFileName } from '@/lib/sealing/sealed-copy'
import { signedWhen } from '@/lib/signing/states'
import type { Email } from '@/prisma/generated/client'
import { companySender } from './company-sender'
import { SealedEmail } from './templates/sealed'
import type { Attachment, Written } from './written'

/** What goes along at most: many mail servers take no message above 10 MB, and this is a third larger in one. */
export const MOST_ATTACHED = 5 * 1024 * 1024

/**
 * Writes the email that brings somebody the sealed copy of what they signed, with the copy, where it isn't too large, and
 * their link, where it works. It's true for good: a copy that was sealed stays so.
 */
export async function writeSealed(tx: Tx, email: Email): Promise<Written> {
  const { orgId, linkId, sealedFileId } = email
  const link = await tx.customerLink.findUniqueOrThrow({
    where: { orgId_id: { orgId, id: linkId ?? '' } },
    include: { job: { include: { org: { include: COMPANY_LICENSES } } } },
  })
  const { version, ...file } = await tx.sealedFile.findUniqueOrThrow({
    where: { orgId_id: { orgId, id: sealedFileId ?? '' } },
    select: {
      ...{ id: true, at: true, sha256: true, versionNumber: true },
      version: { select: { document: { select: { kind: true, ordinal: true, number: true } } } },
    },
  })
  const { document } = version
  const { job } = link
  const language = asLanguage(link.language)
  const words = language ? wordsIn(language) : ENGLISH
  const attachment = await readAttachment(
    tx,
    orgId,
    file.id,
    sealedFileName(document, { ...document, ...file, jobNumber: job.number }),
  )
  const works = link.revokedAt === null && link.expiresAt.getTime() > Date.now()
  const { company, ...sender } = await companySender(tx, job.org)
  const jobTitle = withoutLinks(job.title)
  const href = works ? await makeAddress(tx, link, email.id) : null
  const element = createElement(SealedEmail, {
    ...{ company, canReply: sender.replyTo !== null, name: withoutLinks(link.name), jobTitle, words },
    ...{ kind: document.kind, ordinal: document.ordinal, jobNumber: job.number, isAttached: attachment !== null },
    sealed: signedWhen(file.at, job.org.timeZone),
    fingerprint: shortHash(file.sha256),
    verifyUrl: new URL(verifyPath(words.language), env().APP_URL).href,
    page: href === null ? null : { href, worksUntil: formatDay(dayOf(link.expiresAt, job.org.timeZone)) },
  })
  return {
    ...{ kind: 'message', ...sender, element, attachment },
    ...(href !== null && { secret: href.slice(href.lastIndexOf('/') + 1) }),
    subject: words.known(`${company.name}: signed ${documentLabel(document).toLowerCase()} for ${jobTitle}`),
  }
}

/** The file where it's small enough to go along, else null. It's read only then. */
async function readAttachment(tx: Tx, orgId: string, id: string, fileName: string): Promise<Attachment | null> {
  const [row] = await tx.$queryRaw<{ pdf: Uint8Array | null }[]>`
    select case when octet_length(pdf) <= ${MOST_ATTACHED} then pdf end as pdf from sealed_file
    where org_id = ${orgId}::uuid and id = ${id}::uuid`
  return row?.pdf ? { fileName, pdf: row.pdf } : null
}
