import { randomUUID } from 'node:crypto'
import type { Metadata } from 'next'
import { Link } from '@/components/link'
import { EmptyState } from '@/components/ui/section'
import { dayOf, formatDay } from '@/lib/dates'
import { formatCents } from '@/lib/money'
import { requireOrgPage } from '@/lib/orgs/context'
import { can } from '@/lib/orgs/roles'
import { firstParam } from '@/lib/search'
import { type ListedTemplate, listTemplates } from '@/lib/templates/templates'
import { Templates } from './templates'

export const metadata: Metadata = { title: 'Templates' }

/** With what proposals can begin. */
export default async function TemplatesPage({ params, searchParams }: PageProps<'/orgs/[org]/settings/templates'>) {
  const { org, role } = await requireOrgPage((await params).org, 'records:read')
  const archived = firstParam((await searchParams).archived) === '1'
  const templates = await listTemplates(org.id, { archived })
  const path = `/orgs/${org.slug}/settings/templates`
  return (
    <>
      <h2 className="mb-4 text-lg font-semibold tracking-tight">Templates</h2>
      <p className="max-w-prose text-ink-muted">
        Sections, lines, options, texts and payment schedules with which a proposal can begin. You save one from a
        proposal. A proposal that began with a template doesn’t change with it.
      </p>
      <div className="mt-2 flex justify-end">
        <Link href={archived ? path : `${path}?archived=1`} className="tap-link">
          {archived ? 'Hide archived' : 'Show archived'}
        </Link>
      </div>
      {templates.length === 0 ? (
        <EmptyState title="No templates yet">
          Open a proposal that others could begin with, and choose Save as template.
        </EmptyState>
      ) : (
        <Templates
          orgSlug={org.slug}
          manages={can(role, 'prices:manage')}
          templates={templates.map((template) => ({
            ...{ id: template.id, name: template.name, version: template.version, formId: randomUUID() },
            words: figures(template),
            saved: `Saved ${formatDay(dayOf(template.createdAt, org.timeZone))} by ${template.createdByName}`,
            isArchived: template.archivedAt !== null,
          }))}
        />
      )}
    </>
  )
}

/** "12 lines, from $18,400.00" */
function figures({ lineCount, totalCents, isFrom }: ListedTemplate): string {
  const lines = lineCount === 1 ? '1 line' : `${lineCount} lines`
  if (totalCents === null) return lines
  return `${lines}, ${isFrom ? 'from ' : ''}${formatCents(totalCents)}`
}
