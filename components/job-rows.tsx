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

/** On a phone, everything fits in two columns. */
export function JobRows({ path, rows, caption }: Props) {
  return (
    <Table caption={caption}>
      <thead>
        <tr>
          <Th>Job</Th>
          <Th className="max-sm:hidden">Customer and site</Th>
          <Th className="max-md:hidden">Stage</Th>
          <Th numeric>Balance due</Th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => {
          const { number, title, customer, address, stage, isArchived } = row
          return (
            <tr key={number} className="row">
              <td>
                <Link href={`${path}/${number}/information`}>{title}</Link>
                {isArchived && <Tag>Archived</Tag>}
                <span className="note max-sm:hidden">Job {number}</span>
                <span className="sm:hidden">
                  <span className="block text-sm">{customer}</span>
                  {address && <span className="note">{address}</span>}
                </span>
                <span className="note md:hidden">
                  <span className="sm:hidden">Job {number} · </span>
                  {stage}
                </span>
              </td>
              <td className="wrap-anywhere max-sm:hidden">
                {customer}
                {address && <span className="note">{address}</span>}
              </td>
              <td className="text-sm whitespace-nowrap max-md:hidden">{stage}</td>
              <td className="numeric">
                <Due {...row} />
              </td>
            </tr>
          )
        })}
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
      <b className="font-semibold whitespace-nowrap">{due}</b>
      {checking && <span className="note">Checking {checking}</span>}
    </>
  )
}
