import { Prisma } from '@/prisma/generated/client'
import type { DocumentStage } from '@/prisma/generated/enums'

/** The stages of what is sealed once everybody has signed it. What was canceled since was signed all the same. */
const STAGES = ['signed', 'completed', 'canceled'] as const satisfies readonly DocumentStage[]

export const isSealable = (stage: DocumentStage): boolean => STAGES.some((each) => each === stage)

/** The same of a `document` in a statement. */
export const SEALABLE: Prisma.Sql = Prisma.sql`document.stage::text in (${Prisma.join([...STAGES])})`
