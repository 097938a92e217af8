'use client'

import { OpenDialog } from '@/components/open-dialog'
import { wanted } from '@/components/wanted'
import type { CorrectRecordedProps } from './correct-dialog'

const dialog = wanted(() => import('./correct-dialog'))

type Props = CorrectRecordedProps & {
  /** Whether it can be corrected: it counts, and this person may. */
  offered: boolean
}

/** The button that corrects an entry, and its dialog: its result stays once there is nothing left to correct. */
export const CorrectRecorded = ({ offered, ...props }: Props) => (
  <OpenDialog part={dialog} label={offered ? 'Correct' : null}>
    {(code, close) => <code.CorrectDialog {...props} onClose={close} />}
  </OpenDialog>
)
