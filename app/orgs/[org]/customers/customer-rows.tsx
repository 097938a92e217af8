'use client'

import { Link } from '@/components/link'
import { type Packed, unpack } from '@/components/packed'
import { Table, Th } from '@/components/ui/table'
import { Tag } from '@/components/ui/tag'

/** A customer as its row shows it, in words (see job-rows.tsx). */
export type CustomerRow = {
  id: string
  name: string
  company: string | undefined
  address: string | undefined
  phone: string | undefined
  jobs: string
  archived?: 'yes'
}

export function CustomerRows({ path, rows }: { path: string; rows: Packed<CustomerRow> }) {
  return (
    <Table caption="Customers, by last name" className="list customers">
      <thead>
        <tr>
          <Th>Customer</Th>
          <Th>Address</Th>
          <Th>Phone</Th>
          <Th numeric>Jobs</Th>
        </tr>
      </thead>
      <tbody>
        {unpack(rows).map(({ id, name, company, address, phone, jobs, archived }) => (
          <tr key={id}>
            <td>
              <Link href={`${path}/${id}`}>{name}</Link>
              {archived && <Tag>Archived</Tag>}
              {company && <i>{company}</i>}
            </td>
            <td>{address}</td>
            <td>{phone}</td>
            <td>
              {jobs}
              <span className="md:hidden">{jobs === '1' ? ' job' : ' jobs'}</span>
            </td>
          </tr>
        ))}
      </tbody>
    </Table>
  )
}
