import { notFound } from 'next/navigation'
import { Link } from '@/components/link'
import { RefreshLive } from '@/components/refresh-live'
import { Money } from '@/components/ui/money'
import { EmptyState } from '@/components/ui/section'
import { Table, Td, Th } from '@/components/ui/table'
import { formatInstant } from '@/lib/dates'
import { type Comparison, compareVersions, type LineChange } from '@/lib/documents/compare'
import { parseSegment } from '@/lib/documents/document-path'
import { listVersions, type SentVersion } from '@/lib/documents/queries'
import { shortHash } from '@/lib/documents/snapshot'
import { documentLabel, type WhichDocument } from '@/lib/documents/stages'
import { jobMetadata } from '../../require-job'
import { requireDocument } from '../require-document'

const nameOf = (which: WhichDocument) => documentLabel(which).toLowerCase()

type Props = PageProps<'/orgs/[org]/jobs/[job]/[document]/versions'>

export async function generateMetadata({ params }: Props) {
  const which = parseSegment((await params).document)
  return which ? jobMetadata(params, `Versions of the ${nameOf(which)}`) : { title: 'Not found' }
}

/** Every version that was sent, newest first, and what each changed of the one before. */
export default async function VersionsPage({ params }: Props) {
  const { context, which, path, document } = await requireDocument(params)
  if (!document) notFound()
  const versions = await listVersions(context.org.id, document.id)
  return (
    <section aria-labelledby="versions" className="flex flex-col gap-6">
      <RefreshLive />
      <div>
        <h2 id="versions" className="text-lg font-semibold tracking-tight">
          Versions of {nameOf(which)} {which.ordinal === 0 && document.number}
        </h2>
        <Link className="text-link inline-flex min-h-11 items-center" href={path}>
          Back to {which.ordinal === 0 && 'the'} {nameOf(which)}
        </Link>
      </div>
      {versions.length === 0 && (
        <EmptyState title="Nothing was sent yet">Each time you send it, what the customer got is kept here.</EmptyState>
      )}
      <ol className="flex flex-col gap-6">
        {versions.map((version, at) => (
          <li key={version.number} className="flex flex-col gap-3 rounded-lg border p-4 sm:p-5">
            <div>
              <h3 className="font-semibold">Version {version.number}</h3>
              <p className="text-sm text-ink-muted">
                Sent {formatInstant(version.sentAt, context.org.timeZone)} by {version.sentByName}, fingerprint{' '}
                <span className="font-mono">{shortHash(version.sha256)}</span>
              </p>
            </div>
            <Changes version={version} before={versions[at + 1]} />
          </li>
        ))}
      </ol>
    </section>
  )
}

const WORDS: Record<LineChange['kind'], string> = {
  added: 'Added',
  dropped: 'Dropped',
  dearer: 'Costs more',
  cheaper: 'Costs less',
  reworded: 'Reads otherwise',
}

function Changes({ version, before }: { version: SentVersion; before: SentVersion | undefined }) {
  if (!before) return <p className="text-ink-muted">The first one.</p>
  const { lines, others, totalBeforeCents, totalAfterCents }: Comparison = compareVersions(
    before.snapshot,
    version.snapshot,
  )
  if (lines.length === 0 && others.length === 0)
    return <p className="text-ink-muted">Reads as version {before.number} did.</p>
  return (
    <>
      {totalBeforeCents !== null && totalAfterCents !== null && totalBeforeCents !== totalAfterCents && (
        <p>
          The total goes from <Money cents={totalBeforeCents} /> to{' '}
          <Money cents={totalAfterCents} className="font-semibold" />.
        </p>
      )}
      {lines.length > 0 && (
        <Table caption={`What version ${version.number} changed`}>
          <thead>
            <tr>
              <Th className="max-sm:hidden">Change</Th>
              <Th>Line</Th>
              <Th numeric>Version {before.number}</Th>
              <Th numeric>Version {version.number}</Th>
            </tr>
          </thead>
          <tbody>
            {lines.map((line) => (
              <tr key={line.id}>
                <Td className="max-sm:hidden">{WORDS[line.kind]}</Td>
                <Td className="wrap-anywhere whitespace-pre-line">
                  <span className="block text-sm text-ink-muted sm:hidden">{WORDS[line.kind]}</span>
                  {line.description}
                </Td>
                <Td numeric>{line.beforeCents === null ? '—' : <Money cents={line.beforeCents} />}</Td>
                <Td numeric>{line.afterCents === null ? '—' : <Money cents={line.afterCents} />}</Td>
              </tr>
            ))}
          </tbody>
        </Table>
      )}
      {others.length > 0 && <p className="text-ink-muted">Also changed: {others.join(', ')}.</p>}
    </>
  )
}
