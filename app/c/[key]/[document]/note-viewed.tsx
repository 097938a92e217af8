'use client'

import { useEffect } from 'react'
import { answerOf } from '@/components/answer-of'
import type { ReadVersion } from '@/lib/customer-page/schema'
import { noteViewedAction } from '../actions'

/** Tells that the person who opened the link has this version on their screen. */
export function NoteViewed({ linkId, read }: { linkId: string; read: ReadVersion }) {
  const { documentId, versionNumber, sha256 } = read
  useEffect(() => {
    void answerOf(() => noteViewedAction(linkId, { documentId, versionNumber, sha256 }))
  }, [linkId, documentId, versionNumber, sha256])
  return null
}
