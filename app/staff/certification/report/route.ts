import { notFound } from 'next/navigation'
import { readCertificationReport } from '@/lib/certification'
import { getCurrentUser } from '@/lib/sessions/current-user'

/** The latest certification report, as its file has it. Its policy (server/headers.ts) lets it load and run nothing. */
export async function GET(): Promise<Response> {
  const user = await getCurrentUser()
  const report = user?.isStaff ? await readCertificationReport() : null
  if (report === null) notFound()
  return new Response(report, {
    headers: { 'content-type': 'text/html; charset=utf-8', 'cache-control': 'private, no-store' },
  })
}
