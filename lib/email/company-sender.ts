import 'server-only'
import type { Company } from '@/lib/company/company'
import { type CompanyFace, companyFace } from '@/lib/company/face'
import { readShownLogo } from '@/lib/company/read-logo'
import type { Tx } from '@/lib/db'
import { withoutLinks } from '@/lib/plain-links'
import { logoCid } from './logo-part'
import type { WrittenMessage } from './written'

/** A company as its emails show it: nothing that somebody typed becomes a link, but for the website. */
function faceInMail(company: Company): CompanyFace {
  const face = companyFace(company)
  const plain = (text: string | null) => text && withoutLinks(text)
  return {
    ...face,
    name: withoutLinks(face.name),
    legalName: plain(face.legalName),
    address: plain(face.address),
    licenses: face.licenses.map(withoutLinks),
    footer: face.footer.map(withoutLinks),
  }
}

export type CompanySender = Pick<WrittenMessage, 'fromName' | 'replyTo' | 'inline'> & { company: CompanyFace }

/** What of a company stands in the headers, the body and the parts of an email to its customers. */
export async function companySender(tx: Tx, company: Company): Promise<CompanySender> {
  const logo = await readShownLogo(tx, company)
  const face = faceInMail(company)
  return {
    company: { ...face, logo: logo && face.logo },
    fromName: company.senderName ?? company.name,
    replyTo: company.replyEmail ?? company.email,
    inline: logo && { cid: logoCid(logo.hash), png: logo.png },
  }
}
