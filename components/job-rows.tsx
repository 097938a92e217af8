'use client'

import { CircleCheck, TriangleAlert } from '@/components/icons/ui'
import { Link } from './link'
import { type Packed, unpack } from './packed'
import { Table, Th } from './ui/table'
import { Tag } from './ui/tag'

/** A job as its row shows it, in words. Drawn in the browser's code: as elements of the server's, a row is sent twice. */
export type JobRow = {
  number: string
  title: string
  customer: string
  address: string | undefined
  stage: string
  archived?: 'yes'
  /** Amounts: of one of them only, or none where there is nothing to pay yet. */
  due?: string
  checking?: string
  overpaid?: string
  why?: string
  paid?: 'yes'
}

type Props = { path: string; rows: Packed<JobRow>; caption: string }

export function JobRows({ path, rows, caption }: Props) {
  return (
    <Table caption={caption} className="list jobs">
      <thead>
        <tr>
          <Th>Job</Th>
          <Th>Customer and site</Th>
          <Th>Stage</Th>
          <Th numeric>Balance due</Th>
        </tr>
      </thead>
      <tbody>
        {unpack(rows).map((row) => (
          <tr key={row.number}>
            <td>
              <Link href={`${path}/${row.number}/information`}>{row.title}</Link>
              {row.archived && <Tag>Archived</Tag>}
              <i>{`Job ${row.number}`}</i>
            </td>
            <td>
              {row.customer}
              {row.address && <i>{row.address}</i>}
            </td>
            <td>{row.stage}</td>
            <td>
              <Due {...row} />
            </td>
          </tr>
        ))}
      </tbody>
    </Table>
  )
}

function Due({ due, checking, overpaid, why, paid }: JobRow) {
  if (overpaid)
    return (
      <span className="text-sm text-warning">
        <span className="inline-flex items-center gap-1.5 font-medium whitespace-nowrap">
          <TriangleAlert className="size-4" />
          {overpaid}
        </span>
        <span className="block">{why}</span>
      </span>
    )
  if (paid)
    return (
      <span className="inline-flex items-center gap-1.5 text-sm font-medium whitespace-nowrap text-success">
        <CircleCheck className="size-4" />
        Paid
      </span>
    )
  if (!due) return <span className="text-ink-muted">—</span>
  return (
    <>
      <b>{due}</b>
      {checking && <i>Confirming {checking}</i>}
    </>
  )
}
