import type { ReactNode } from 'react'
import { ArrowLeft } from '@/components/icons/ui'
import { Link } from '@/components/link'
import { Money } from '@/components/ui/money'
import { customerName } from '@/lib/customers/schema'

// What the page of a payment and that of a recorded one share.

type HeadProps = {
  orgSlug: string
  jobNumber: number
  /** What the amount is, for screen readers. */
  name: string
  cents: number
  pill: ReactNode
  /** How it stands. */
  children: ReactNode
}

/** The way back to the job, the amount, its state, and how it stands. */
export function PaymentHead({ orgSlug, jobNumber, name, cents, pill, children }: HeadProps) {
  return (
    <>
      <Link
        href={`/orgs/${orgSlug}/jobs/${jobNumber}/information#payment`}
        className="text-link inline-flex min-h-11 items-center gap-1.5"
      >
        <ArrowLeft className="size-4" />
        Job {jobNumber}
      </Link>
      <header className="mb-8">
        <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
          <h1 className="text-4xl font-semibold tracking-tight sm:text-5xl">
            <span className="sr-only">{name} </span>
            <Money cents={cents} />
          </h1>
          {pill}
        </div>
        <p role="status" className="mt-2 max-w-prose text-lg wrap-anywhere">
          {children}
        </p>
      </header>
    </>
  )
}

/** One fact of a payment, in a `dl`. */
export function Fact({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div className="flex flex-wrap items-center justify-between gap-x-6 border-t py-2 first:border-t-0">
      <dt className="shrink-0 text-ink-muted">{label}</dt>
      <dd className="ml-auto min-w-0 text-right wrap-anywhere">{children}</dd>
    </div>
  )
}

type Job = { number: number; title: string; customer: { id: string; firstName: string; lastName: string } }

/** Whose payment it is, and on which job. */
export function JobFacts({ orgSlug, job }: { orgSlug: string; job: Job }) {
  return (
    <>
      <Fact label="Customer">
        <Link
          href={`/orgs/${orgSlug}/customers/${job.customer.id}`}
          className="text-link inline-flex min-h-11 items-center"
        >
          {customerName(job.customer)}
        </Link>
      </Fact>
      <Fact label="Job">
        <Link
          href={`/orgs/${orgSlug}/jobs/${job.number}/information`}
          className="text-link inline-flex min-h-11 items-center"
        >
          {job.number} · {job.title}
        </Link>
      </Fact>
    </>
  )
}
