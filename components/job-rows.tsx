'use client'

import { CircleCheck, TriangleAlert } from 'lucide-react'
import { Link } from './link'
import { Table, Th } from './ui/table'
import { Tag } from './ui/tag'

/** A job as its row shows it, in words. Drawn in the browser's code: as elements of the server's, a row is sent twice. */
export type JobRow = {
  number: number
  title: string
  customer: string
  address?: string | undefined
  stage: string
  isArchived?: true | undefined
  /** Amounts: of one of them only, or none where there is nothing to pay yet. */
  due?: string
  checking?: string
  overpaid?: string
  why?: string
  isPaid?: boolean
}

type Props = { path: string; rows: readonly JobRow[]; caption: string }

export function JobRows({ path, rows, caption }: Props) {
  return (
    <Table caption={caption} className="list">
      <thead>
        <tr>
          <Th>Job</Th>
          <Th>Customer and site</Th>
          <Th>Stage</Th>
          <Th numeric>Balance due</Th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.number}>
            <td>
              <Link href={`${path}/${row.number}/information`}>{row.title}</Link>
              {row.isArchived && <Tag>Archived</Tag>}
              <i>Job {row.number}</i>
            </td>
            <td>
              {row.customer}
              {row.address && <i>{row.address}</i>}
            </td>
            <td className="small">{row.stage}</td>
            <td className="numeric">
              <Due {...row} />
            </td>
          </tr>
        ))}
      </tbody>
    </Table>
  )
}

function Due({ due, checking, overpaid, why, isPaid }: JobRow) {
  if (overpaid)
    return (
      <span className="text-sm text-warning">
        <span className="inline-flex items-center gap-1.5 font-medium whitespace-nowrap">
          <TriangleAlert aria-hidden className="size-4" />
          {overpaid}
        </span>
        <span className="block">{why}</span>
      </span>
    )
  if (isPaid)
    return (
      <span className="inline-flex items-center gap-1.5 text-sm font-medium whitespace-nowrap text-success">
        <CircleCheck aria-hidden className="size-4" />
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
