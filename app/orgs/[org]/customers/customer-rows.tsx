'use client'

import { Link } from '@/components/link'
import { Table, Th } from '@/components/ui/table'
import { Tag } from '@/components/ui/tag'

/** A customer as its row shows it, in words (see job-rows.tsx). */
export type CustomerRow = {
  id: string
  name: string
  company: string | undefined
  address: string | undefined
  phone: string | undefined
  jobs: number
  isArchived: true | undefined
}

export function CustomerRows({ path, rows }: { path: string; rows: readonly CustomerRow[] }) {
  return (
    <Table caption="Customers, by last name" className="list">
      <thead>
        <tr>
          <Th>Customer</Th>
          <Th>Address</Th>
          <Th>Phone</Th>
          <Th numeric>Jobs</Th>
        </tr>
      </thead>
      <tbody>
        {rows.map(({ id, name, company, address, phone, jobs, isArchived }) => (
          <tr key={id}>
            <td>
              <Link href={`${path}/${id}`}>{name}</Link>
              {isArchived && <Tag>Archived</Tag>}
              {company && <i>{company}</i>}
            </td>
            <td className="small">{address}</td>
            <td className="small tabular-nums">{phone}</td>
            <td className="numeric">
              {jobs}
              <span className="md:hidden">{jobs === 1 ? ' job' : ' jobs'}</span>
            </td>
          </tr>
        ))}
      </tbody>
    </Table>
  )
}
