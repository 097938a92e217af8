import 'server-only'
import type { CompanyFace } from '@/lib/company/face'
import { compilePdf } from './compiler'
import { LOGO_FILE, paperView } from './paper'
import { RECEIPT } from './templates/receipt'

/** A fact of a receipt. The strong one is what is still owed. */
export type ReceiptFact = { label: string; value: string; isStrong?: boolean }

/** What a receipt says: the same as its page and its email. */
export type ReceiptPaper = {
  company: CompanyFace
  /** The picture (PNG) of `company.logo`. */
  logo: Uint8Array | null
  /** "$1,500.00" */
  amount: string
  /** "Payment authorized" */
  state: string
  /** What has to be explained. */
  sentences: string[]
  facts: ReceiptFact[]
  jobNumber: number
  /** When the payment was made or recorded. */
  at: Date
}

const RECEIPT_HEADING = 'Payment receipt'

/** Makes the PDF of a receipt: the same bytes for the same receipt, whenever and wherever. */
export async function renderReceipt(receipt: ReceiptPaper): Promise<Uint8Array> {
  const { company, logo, amount, state, sentences, facts, jobNumber, at } = receipt
  const contact = [company.phone, company.email].filter((each) => each !== null).join(' or ')
  const view = {
    paper: paperView({
      company,
      hasLogo: logo !== null,
      title: `${RECEIPT_HEADING}: ${amount} to ${company.name}`,
      createdAt: at,
      mark: `Job ${jobNumber}`,
    }),
    heading: RECEIPT_HEADING,
    ...{ amount, state, sentences },
    facts: facts.map(({ label, value, isStrong = false }) => ({ label, lines: value.split('\n'), isStrong })),
    questions: contact ? `Questions? Contact ${company.name}: ${contact}.` : null,
  }
  const pictures = new Map(logo ? [[LOGO_FILE, logo]] : [])
  return (await compilePdf({ template: RECEIPT, data: view, pictures, createdAt: at })).bytes
}
