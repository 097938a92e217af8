import 'server-only'
import { recordAudit } from '@/lib/audit/record'
import { now } from '@/lib/dates'
import { forOrg, type Tx } from '@/lib/db'
import { ensureVersion } from '@/lib/documents/ensure-version'
import { lockDocument } from '@/lib/documents/lock-document'
import { recordEvent } from '@/lib/documents/record-event'
import { documentName, KIND_LABELS, STAGE_LABELS } from '@/lib/documents/stages'
import { UserError } from '@/lib/errors'
import type { OrgContext } from '@/lib/orgs/context'
import { requireSealable } from '@/lib/seal/can-seal'
import { readSigners } from './read-signers'
import { MAX_SIGNERS } from './schema'
import { isSameName, namesOf, type SignerState, signerAt } from './states'

export type AskForSignatures = {
  documentId: string
  versionNumber: number
  /** Customers, in the order in which they sign where they do so in order. */
  customers: readonly { name: string; email: string | null }[]
  company: boolean
  inOrder: boolean
}

/**
 * Asks people to sign an agreement or a change order that was sent. Whoever was asked for this version already stays so;
 * others are added after them. In order, each is asked for once those before them have signed, the company last.
 * @throws UserError when it isn't the version that stands, waits for no signature, somebody has declined, there would be
 *   more than four customers, or two of one name
 */
export async function askIn(tx: Tx, context: OrgContext, input: AskForSignatures): Promise<void> {
  const orgId = context.org.id
  const { documentId, versionNumber } = input
  const document = await lockDocument(tx, orgId, documentId)
  const kind = KIND_LABELS[document.kind].toLowerCase()
  if (document.kind === 'proposal') throw new UserError('A proposal is accepted, not signed. Send an agreement.')
  if (document.stage !== 'sent')
    throw new UserError(
      `This ${kind} is ${STAGE_LABELS[document.stage].toLowerCase()}, so nobody can be asked to sign it now.`,
    )
  const version = await ensureVersion(tx, document)
  if (version?.number !== versionNumber)
    throw new UserError(`This ${kind} was sent again since you opened it. Look at it, then ask for the signatures.`)
  const known = await readSigners(tx, orgId, { documentId, versionNumber })
  const declined = known.find((each) => each.declined)
  if (declined)
    throw new UserError(
      `${declined.name} declined to sign this version. Mark it as draft, change it, and send it again.`,
    )
  const added = newSigners(known, input, context.org.name)
  if (added.length === 0) return
  if ([...known, ...added].filter(isCustomer).length > MAX_SIGNERS)
    throw new UserError(`At most ${MAX_SIGNERS} people can sign for the customer.`)
  const at = now()
  const before = known.filter(isCustomer)
  const last = Math.max(1, ...before.map(({ turn }) => turn))
  await tx.signer.createMany({
    data: added.map((signer, n) => {
      const position = isCustomer(signer) ? before.length + n + 1 : COMPANY_POSITION
      const turn = input.inOrder ? position : isCustomer(signer) ? last : 1
      return { orgId, documentId, versionNumber, ...signer, position, turn, createdAt: at }
    }),
  })
  await recordEvent(tx, context, document, {
    ...{ act: 'signing_asked', versionNumber, totalCents: version.totalCents, at },
    detail: namesOf(added.map(({ name }) => name)),
  })
  await recordAudit(tx, context, {
    action: 'signatures_asked',
    subject: documentName(document, document.job),
    detail: `Version ${versionNumber}, of ${namesOf(added.map(({ name }) => name))}`,
  })
}

/** After all customers, whenever they are asked. */
const COMPANY_POSITION = MAX_SIGNERS + 1

const isCustomer = ({ role }: Pick<SignerState, 'role'>) => role === 'customer'

type NewSigner = Pick<SignerState, 'role' | 'name' | 'email'>

function newSigners(
  known: readonly SignerState[],
  { customers, company }: AskForSignatures,
  companyName: string,
): NewSigner[] {
  const all: NewSigner[] = [...known]
  for (const { name, email: typed } of customers) {
    const email = typed?.toLowerCase() ?? null
    if (signerAt(all, { name, email })) continue
    // A code in the room is somebody's by the name.
    if (all.some((one) => isCustomer(one) && isSameName(one.name, name)))
      throw new UserError(`Two people who sign are named ${name}. Add what tells them apart, such as Jr. or Sr.`)
    all.push({ role: 'customer', name, email })
  }
  if (company && !all.some(({ role }) => role === 'company'))
    all.push({ role: 'company', name: companyName, email: null })
  return all.slice(known.length)
}

/** The same, in a transaction of its own. @throws UserError, too, while what is signed couldn't be sealed */
export async function askForSignatures(context: OrgContext, input: AskForSignatures): Promise<void> {
  await requireSealable()
  await forOrg(context.org.id, (tx) => askIn(tx, context, input))
}
