import { Link } from '@/components/link'
import { StagePill } from '@/components/stage-pill'
import { Money } from '@/components/ui/money'
import { Table, Td, Th } from '@/components/ui/table'
import { contractTotalCents, signedChanges } from '@/lib/documents/contract-total'
import { documentSegment } from '@/lib/documents/document-path'
import { documentLabel } from '@/lib/documents/stages'
import type { JobDocument } from '@/lib/jobs/queries'
import { NewChangeOrder } from './new-change-order'

type Props = {
  orgSlug: string
  /** "/orgs/summit-ridge/jobs/1001" */
  base: string
  jobId: string
  /** All of the job's. */
  documents: readonly JobDocument[]
  /** Whether the user may add one. */
  mayAdd: boolean
}

/** Below a signed agreement: its change orders, and what the job comes to with those that are signed. */
export function ChangeOrders({ orgSlug, base, jobId, documents, mayAdd }: Props) {
  const orders = documents.filter(({ kind }) => kind === 'change_order')
  if (orders.length === 0 && !mayAdd) return null
  return (
    <section aria-labelledby="change-orders" className="flex flex-col gap-3 border-t pt-6">
      <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2">
        <h3 id="change-orders" className="font-semibold">
          Change orders
        </h3>
        {mayAdd && <NewChangeOrder orgSlug={orgSlug} jobId={jobId} base={base} documentId={crypto.randomUUID()} />}
      </div>
      {orders.length === 0 ? (
        <p className="text-ink-muted">
          A change order adds or takes off work, on a paper of its own. The agreement stays as it was signed.
        </p>
      ) : (
        <Table caption="Change orders">
          <thead>
            <tr>
              <Th>Change order</Th>
              <Th>Stage</Th>
              <Th numeric>Change</Th>
            </tr>
          </thead>
          <tbody>
            {orders.map((order) => (
              <tr key={order.id}>
                <Td>
                  <Link className="text-link" href={`${base}/${documentSegment(order)}`}>
                    {documentLabel(order)}
                  </Link>
                </Td>
                <Td>
                  <StagePill stage={order.stage} />
                </Td>
                <Td numeric>{order.totalCents !== null && <Money cents={order.totalCents} />}</Td>
              </tr>
            ))}
          </tbody>
          {signedChanges(documents).length > 0 && (
            <tfoot>
              <tr>
                <Th scope="row" colSpan={2} className="text-ink!">
                  Agreement with signed change orders
                </Th>
                <Td numeric className="font-semibold">
                  <Money cents={contractTotalCents(documents)} />
                </Td>
              </tr>
            </tfoot>
          )}
        </Table>
      )}
    </section>
  )
}
