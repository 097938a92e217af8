import type { Metadata } from 'next'
import { redirect } from 'next/navigation'
import { Mark } from '@/components/mark'
import { isLocal, isOnLoopback } from '@/lib/env'
import { firstParam } from '@/lib/search'
import { canUsePasskeys } from '@/lib/second-step/passkeys'
import { getCurrentUser } from '@/lib/sessions/current-user'
import { SignInForm } from './sign-in-form'

export const metadata: Metadata = { title: 'Sign in' }

// prisma/seed.ts makes them, outside production only. Their password is known only where nobody else reaches the app.
const DEMO = [
  { email: 'contractor@demo.test', does: 'writes proposals, takes and voids payments' },
  { email: 'admin@demo.test', does: 'does everything' },
  { email: 'bookkeeper@demo.test', does: 'reads records, voids and refunds' },
  { email: 'staff@demo.test', does: 'turns on integrations' },
]

export default async function SignInPage({ searchParams }: PageProps<'/sign-in'>) {
  if (await getCurrentUser()) redirect('/')
  const to = firstParam((await searchParams).to)
  return (
    <main className="mx-auto flex min-h-dvh max-w-sm flex-col px-5 pb-12">
      {/* The plumb line: it hangs from the top of the page down to the bob. */}
      <div className="ml-[4.25px] h-[min(16vh,9rem)] w-[1.5px] bg-ink" />
      <Mark className="-mt-px -ml-[9px] size-7" />
      <h1 className="mt-5 text-3xl font-semibold tracking-tight">Plumbline</h1>
      <p className="mt-1 mb-8 text-ink-muted">Get paid at the kitchen table.</p>
      {to && <p className="mb-6 font-medium">You’re signed out. Sign in to go on.</p>}
      <SignInForm
        demo={isLocal() ? DEMO : []}
        isPasswordKnown={isOnLoopback()}
        to={to}
        hasPasskeys={canUsePasskeys()}
      />
    </main>
  )
}
