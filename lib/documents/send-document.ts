import 'server-only'
import { recordAudit } from '@/lib/audit/record'
import { dayOf, now } from '@/lib/dates'
import { forOrg } from '@/lib/db'
import { UserError } from '@/lib/errors'
import { formatCents } from '@/lib/money'
import type { OrgContext } from '@/lib/orgs/context'
import { requireSealable } from '@/lib/seal/can-seal'
import { cancellationOf } from './cancellation'
import { guardDeposit } from './deposit-guard'
import { askedOf, askedWith, type Excess } from './deposit-rule'
import { ensureVersion, freezeOld } from './ensure-version'
import { freeze } from './freeze'
import { getJobProfile } from './job-profile'
import { lockDocument, requireCovered } from './lock-document'
import { same } from './merge'
import { missingToSend } from './ready'
import { recordEvent } from './record-event'
import { requireChange } from './require-change'
import type { SendDocumentInput } from './schema'
import type { Snapshot } from './snapshot'
import { documentName, hasUnsentChanges, isEditable, KIND_LABELS, STAGE_LABELS } from './stages'

/**
 * Freezes the draft as the document's next version, which is the one that stands from now on: the versions before it are
 * superseded, and stay as they were sent. Pressed twice, it is sent once. An agreement that asks for a larger deposit than
 * its state allows isn't sent, unless an owner overrides that with a reason, which is recorded.
 * @param version the save that was looked at
 * @returns the version's number; or `excess`, and nothing was sent
 * @throws UserError when what is signed couldn't be sealed now, when the draft has changed since, when something is missing (`fields` says where), or when the job would
 *   cost less than was paid, or for an override by somebody who may not
 */
export async function sendDocument(
  context: OrgContext,
  input: SendDocumentInput,
): Promise<{ number: number } | { excess: Excess }> {
  const where = { orgId_id: { orgId: context.org.id, id: input.documentId } }
  const document = await forOrg(context.org.id, (tx) => tx.document.findUnique({ where, select: { kind: true } }))
  // Asked outside the transaction, because it has ones of its own.
  if (document && document.kind !== 'proposal') await requireSealable()
  return send(context, input)
}

const send = (
  context: OrgContext,
  { documentId, version, override }: SendDocumentInput,
): Promise<{ number: number } | { excess: Excess }> =>
  forOrg(context.org.id, async (tx) => {
    const orgId = context.org.id
    const document = await lockDocument(tx, orgId, documentId)
    const kind = KIND_LABELS[document.kind].toLowerCase()
    if (document.version !== version)
      throw new UserError(`Somebody has changed this ${kind} since you opened it. Look at it again, then send it.`)
    const { sentVersion } = document
    const sent = document.stage !== 'draft' && sentVersion !== null && !hasUnsentChanges(document) ? sentVersion : null
    const isChange = document.kind === 'change_order'
    if (sent !== null && !(isChange && document.stage === 'sent')) return { number: sent }
    if (!isEditable(document.kind, document.stage))
      throw new UserError(`This ${kind} is ${STAGE_LABELS[document.stage].toLowerCase()}, so it can’t be sent again.`)
    const sentAt = now()
    const today = dayOf(sentAt, context.org.timeZone)
    const [missing] = missingToSend(document.content, { kind: document.kind, today })
    if (missing)
      throw new UserError(`This ${kind} can’t be sent yet. ${missing.message}`, { [missing.path]: missing.message })
    if (document.kind === 'proposal' && !document.setsPrice)
      throw new UserError(
        'This job has an agreement already. Change the agreement instead: its total is what the job costs.',
      )
    const change = isChange ? await requireChange(tx, document) : null
    // A payment may have made the paper of a change order wrong: then it is sent once more as it is.
    if (sent !== null) {
      const printed: Snapshot = JSON.parse((await ensureVersion(tx, document))?.snapshot ?? '{}')
      if (same(change, printed.change)) return { number: sent }
    }
    const profile = document.kind === 'proposal' ? null : await getJobProfile(tx, orgId, document.jobId, today)
    const asked = change ? askedWith(change) : askedOf(document.content)
    const guarded = profile && guardDeposit(context, profile, asked, { signsOn: today, override })
    if (guarded && 'excess' in guarded) return guarded
    const overridden = guarded?.overridden

    await freezeOld(tx, document)
    const frozen = await freeze(tx, document, {
      ...{ at: sentAt, byName: context.user.name, isSigned: document.kind !== 'proposal' },
      cancellation: document.kind === 'agreement' && profile ? cancellationOf(profile) : null,
      change,
    })
    if (document.setsPrice) await requireCovered(tx, orgId, document.jobId, frozen.totalCents)
    await tx.document.update({
      where: { orgId_id: { orgId, id: documentId } },
      data: {
        ...{
          stage: 'sent',
          stageAt: sentAt,
          sentVersion: frozen.number,
          sentSave: document.version,
          acceptanceId: null,
        },
        ...(frozen.totalCents !== document.totalCents && { totalCents: frozen.totalCents }),
      },
    })
    await recordEvent(tx, context, document, {
      ...{ act: 'sent', versionNumber: frozen.number, totalCents: frozen.totalCents },
      ...(overridden && { detail: `${overridden.sentence} Sent anyway: ${overridden.reason}` }),
    })
    const total = frozen.totalCents === null ? 'a choice is open' : formatCents(frozen.totalCents)
    await recordAudit(tx, context, {
      action: 'document_marked',
      subject: documentName(document, document.job),
      detail: `${STAGE_LABELS[document.stage]} → Sent, version ${frozen.number}, ${total}`,
    })
    if (overridden)
      await recordAudit(tx, context, {
        action: 'deposit_overridden',
        subject: documentName(document, document.job),
        detail: `Version ${frozen.number}. ${overridden.sentence} By ${overridden.which}. Sent anyway: ${overridden.reason}`,
      })
    return { number: frozen.number }
  })
