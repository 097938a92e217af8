import type { Metadata } from 'next'
import { redirect } from 'next/navigation'
import { Mark } from '@/components/mark'
import { firstParam } from '@/lib/search'
import { listMethods, offersOf } from '@/lib/second-step/methods'
import { readHalfCookie } from '@/lib/sessions/cookies'
import { getHalf } from '@/lib/sessions/half-sign-in'
import { SecondStepForm } from './second-step-form'

export const metadata: Metadata = { title: 'Second step' }

/** After email and password: the code of the app, a passkey or a recovery code. Before it there is no session. */
export default async function SecondStepPage({ searchParams }: PageProps<'/second-step'>) {
  const half = await readHalfCookie()
  const found = half && (await getHalf(half))
  const to = firstParam((await searchParams).to)
  if (!half || !found) redirect(`/sign-in?${new URLSearchParams({ to })}`)
  return (
    <main className="mx-auto flex min-h-dvh max-w-sm flex-col px-5 pb-12">
      <div className="ml-[4.25px] h-[min(16vh,9rem)] w-[1.5px] bg-ink" />
      <Mark className="-mt-px -ml-[9px] size-7" />
      <h1 className="mt-5 text-3xl font-semibold tracking-tight">One more step</h1>
      <p className="mt-1 mb-8 wrap-anywhere text-ink-muted">Signing in as {found.user.email}.</p>
      <SecondStepForm offers={offersOf(await listMethods(half.userId))} to={to} />
    </main>
  )
}
