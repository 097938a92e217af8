import 'server-only'
import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { z } from 'zod'
import { env } from './env'

// Reads the report that `npm run certify` leaves in a folder. It has no secrets and belongs to the platform, not to an
// organization.

const verdict = z.enum(['passed', 'failed', 'come back', 'skipped'])
const record = z.object({
  madeAt: z.iso.datetime().transform((text) => new Date(text)),
  endpoint: z.string(),
  user: z.string(),
  rehearsal: z.boolean(),
  results: z.array(z.object({ verdict, comeBackOn: z.iso.date().nullable() })),
})

export type Certification = {
  madeAt: Date
  endpoint: string
  user: string
  /** Run against our own sandbox, not PaySimple's. */
  rehearsal: boolean
  counts: Record<z.infer<typeof verdict>, number>
  /** The day (YYYY-MM-DD) from which the rest can be done, or null when nothing is left. */
  comeBackOn: string | null
}

const fileOf = (name: string) => path.resolve(/* turbopackIgnore: true */ env().CERTIFY_DIR, name)

async function read(name: string): Promise<string | null> {
  try {
    return await readFile(fileOf(name), 'utf8')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null
    throw error
  }
}

/** Returns the report, a whole page of HTML, or null before there is one. */
export const readCertificationReport = () => read('report.html')

/** Returns the summary of the latest report, or null before there is one. */
export async function getCertification(): Promise<Certification | null> {
  const [text, report] = await Promise.all([read('report.json'), readCertificationReport()])
  if (text === null || report === null) return null
  const { results, ...facts } = record.parse(JSON.parse(text))
  const counts = { passed: 0, failed: 0, 'come back': 0, skipped: 0 }
  for (const result of results) counts[result.verdict]++
  const days = results.flatMap(({ comeBackOn }) => comeBackOn ?? []).sort()
  return { ...facts, counts, comeBackOn: days.at(-1) ?? null }
}
