'use client'

import { useState } from 'react'
import { leaveAction } from '@/app/orgs/[org]/settings/team/actions'
import { Link } from '@/components/link'
import { Problem } from '@/components/problem'
import { Button } from '@/components/ui/button'
import { ConfirmDialog } from '@/components/ui/confirm-dialog'
import { usePress } from '@/components/use-press'

type Company = { slug: string; name: string; role: string }

/** The companies that somebody is in, each of which they may leave. */
export function Companies({ companies }: { companies: readonly Company[] }) {
  const [leaving, setLeaving] = useState<Company | null>(null)
  return (
    <>
      <ul className="max-w-3xl divide-y divide-hairline">
        {companies.map((company) => (
          <li key={company.slug} className="flex flex-wrap items-center justify-between gap-x-6 gap-y-1 py-3">
            <div className="min-w-0">
              <p className="wrap-anywhere font-medium">
                <Link href={`/orgs/${company.slug}`} className="text-link">
                  {company.name}
                </Link>
              </p>
              <p className="text-sm text-ink-muted">{company.role}</p>
            </div>
            <Button
              variant="ghost"
              className="-ml-3 px-3! sm:-mr-3 sm:ml-auto"
              aria-label={`Leave ${company.name}`}
              onClick={() => setLeaving(company)}
            >
              Leave
            </Button>
          </li>
        ))}
      </ul>
      {leaving && <Leave company={leaving} onClose={() => setLeaving(null)} />}
    </>
  )
}

function Leave({ company: { slug, name }, onClose }: { company: Company; onClose: () => void }) {
  const { press, pending, problem } = usePress(() => leaveAction(slug, {}), {
    onDone: () => window.location.assign('/'),
    changesPage: false,
  })
  return (
    <ConfirmDialog
      open
      onOpenChange={(open) => !open && !pending && onClose()}
      title={`Leave ${name}?`}
      cancelLabel="Stay"
      confirmLabel="Leave"
      pending={pending}
      onConfirm={press}
    >
      You’re signed out everywhere, and can no longer open {name}. What you did stays under your name. You come back
      only by an invitation.
      <Problem className="mt-3">{problem}</Problem>
    </ConfirmDialog>
  )
}
