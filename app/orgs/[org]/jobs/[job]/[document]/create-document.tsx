'use client'

import { later } from '@/components/later'

/** The form that creates a document. Its code comes where there is none yet: most jobs have theirs. */
export const CreateDocument = later(async () => (await import('./create-form')).CreateForm)
