'use client'

import { later } from '@/components/later'

/** Records a notice of cancellation. Only a signed agreement has it. */
export const RecordCancellation = later(async () => (await import('./record-button')).RecordButton)
