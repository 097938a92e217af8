'use client'

import { useRouter } from 'next/navigation'
import { useState, useTransition } from 'react'
import { answerOf, mayRefresh, UNREACHED } from '@/components/answer-of'
import { ChevronDown } from '@/components/icons/ui'
import { Button } from '@/components/ui/button'
import { Menu, MenuItem } from '@/components/ui/menu'
import { nextStages, STAGE_LABELS } from '@/lib/documents/stages'
import type { DocumentKind, DocumentStage } from '@/prisma/generated/enums'
import { setStageAction } from './actions'

type Props = { orgSlug: string; documentId: string; kind: DocumentKind; stage: DocumentStage }

/** Moves a document along its stages. Shows nothing once it's completed. */
export function StageMenu({ orgSlug, documentId, kind, stage }: Props) {
  const router = useRouter()
  const [problem, setProblem] = useState<string>()
  const [pending, start] = useTransition()
  const stages = nextStages(kind, stage)
  if (stages.length === 0) return null

  const move = (to: DocumentStage) =>
    start(async () => {
      const result = await answerOf(() => setStageAction(orgSlug, { documentId, from: stage, to }))
      setProblem(result?.ok ? undefined : (result?.message ?? UNREACHED))
      if (mayRefresh(result)) router.refresh()
    })
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
        {stages.map((to) => (
          <MenuItem key={to} onSelect={() => move(to)}>
            {STAGE_LABELS[to]}
          </MenuItem>
        ))}
      </Menu>
      <p role="alert" className="basis-full text-sm font-medium text-danger empty:hidden">
        {problem}
      </p>
    </>
  )
}
