import 'server-only'
import type { Tx } from '@/lib/db'
import { asLanguage } from '@/lib/language/language'
import { ENGLISH, type Words } from '@/lib/language/say'
import { wordsIn } from '@/lib/language/words-in'

/** A payment's job, who gets an email about it, and the link by which it was made. */
type About = { jobId: string; to: string; linkId?: string | null }

/**
 * How an email about a payment speaks: as whoever gets it reads their own page of the job, else as the person reads who
 * paid by their link; in English where nobody said.
 */
export async function recipientWords(tx: Tx, orgId: string, { jobId, to, linkId }: About): Promise<Words> {
  const of = [{ email: to.toLowerCase() }, ...(linkId ? [{ id: linkId }] : [])]
  const links = await tx.customerLink.findMany({
    where: { orgId, jobId, language: { not: null }, OR: of },
    orderBy: { createdAt: 'desc' },
    select: { email: true, language: true },
  })
  const link = links.find(({ email }) => email === to.toLowerCase()) ?? links[0]
  const language = asLanguage(link?.language)
  return language ? wordsIn(language) : ENGLISH
}
