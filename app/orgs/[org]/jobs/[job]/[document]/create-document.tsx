'use client'

import dynamic from 'next/dynamic'

/** The form that creates a document. Its code comes where there is none yet: most jobs have theirs. */
export const CreateDocument = dynamic(() => import('./create-form').then((module) => module.CreateForm))
