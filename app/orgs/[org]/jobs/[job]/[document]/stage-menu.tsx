'use client'

import { useRouter } from 'next/navigation'
import { useState, useTransition } from 'react'
import { answerOf, mayRefresh, UNREACHED } from '@/components/answer-of'
import { ChevronDown } from '@/components/icons/ui'
import { later } from '@/components/later'
import { Button } from '@/components/ui/button'
import { Menu, MenuItem } from '@/components/ui/menu'
import type { Excess } from '@/lib/documents/deposit-rule'
import { nextStages, STAGE_LABELS } from '@/lib/documents/stages'
import type { ActionResult } from '@/lib/orgs/action'
import type { DocumentKind, DocumentStage } from '@/prisma/generated/enums'
import type { Offer } from './accept-dialog'
import { acceptDocumentAction, sendDocumentAction, setStageAction } from './actions'

const SendAnyway = later(async () => (await import('./send-anyway')).SendAnyway)
const AcceptDialog = later(async () => (await import('./accept-dialog')).AcceptDialog)

type Props = {
  orgSlug: string
  documentId: string
  kind: DocumentKind
  stage: DocumentStage
  /** The save that is on the screen. */
  version: number
  /** Something of it isn't sent yet. */
  hasChanges: boolean
  /** What can be accepted now; null where nothing can. */
  offer: Offer | null
}

/** Moves a document along its stages. Shows nothing once it's completed. */
export function StageMenu({ orgSlug, documentId, kind, stage, version, hasChanges, offer }: Props) {
  const router = useRouter()
  const [problem, setProblem] = useState<string>()
  const [refused, setRefused] = useState<{ excess: Excess; version: number } | null>(null)
  const [pending, start] = useTransition()
  const [choosing, setChoosing] = useState(false)
  const stages = nextStages(kind, stage)
  if (stages.length === 0) return null

  // Another save may ask for another deposit, and somebody else may have sent this one.
  const resends = !hasChanges && kind === 'change_order' && stage === 'sent'
  const mayBeSent = stage === 'draft' || hasChanges || resends
  const excess = mayBeSent && refused?.version === version ? refused.excess : null

  const run = <T,>(action: () => Promise<ActionResult<T>>, onDone: (value: T) => void = () => {}) =>
    start(async () => {
      const result = await answerOf(action)
      setProblem(result?.ok ? undefined : (result?.message ?? UNREACHED))
      setRefused(null)
      if (result?.ok) onDone(result.value)
      if (mayRefresh(result)) router.refresh()
    })
  const send = () =>
    run(
      () => sendDocumentAction(orgSlug, { documentId, version }),
      (sent) => 'excess' in sent && setRefused({ excess: sent.excess, version }),
    )
  const accept = ({ versionNumber, sha256, totalCents }: Offer) =>
    run(() =>
      acceptDocumentAction(orgSlug, {
        ...{ documentId, versionNumber, sha256, totalCents: totalCents ?? 0 },
        choices: { options: [], lines: [] },
      }),
    )
  const move = (to: DocumentStage) => {
    if (stage === 'draft' && to === 'sent') return send()
    // What was asked stands below: pressing it again says yes.
    if (to !== 'accepted' || !offer)
      return run(() => setStageAction(orgSlug, { documentId, from: stage, to, sure: problem }))
    return offer.content ? setChoosing(true) : accept(offer)
  }
  return (
    <>
      <Menu
        trigger={
          <Button variant="ghost" pending={pending} className="px-2!">
            Mark as
            {!pending && <ChevronDown className="size-4" />}
          </Button>
        }
      >
        {hasChanges && stage !== 'draft' && <MenuItem onSelect={send}>Sent, with the changes</MenuItem>}
        {resends && <MenuItem onSelect={send}>Sent once more</MenuItem>}
        {stages.map((to) => (
          <MenuItem key={to} onSelect={() => move(to)}>
            {STAGE_LABELS[to]}
          </MenuItem>
        ))}
      </Menu>
      {choosing && offer?.content && (
        <AcceptDialog
          orgSlug={orgSlug}
          documentId={documentId}
          offer={{ ...offer, content: offer.content }}
          onClose={() => setChoosing(false)}
        />
      )}
      <p role="alert" className="basis-full text-sm font-medium text-danger empty:hidden">
        {problem ?? (excess && `${excess.sentence} ${excess.advice}`)}
      </p>
      {excess?.mayOverride && (
        <SendAnyway {...{ orgSlug, documentId, version }} sentence={excess.sentence} onSent={() => setRefused(null)} />
      )}
    </>
  )
}
