'use client'

import { Link } from '@/components/link'
import { type Packed, unpack } from '@/components/packed'
import { Table, Th } from '@/components/ui/table'
import { Tag } from '@/components/ui/tag'

/** An item as its row shows it, in words (see job-rows.tsx). */
export type ItemRow = {
  id: string
  name: string
  about?: string | undefined
  tax: string
  cost?: string | undefined
  margin?: string | undefined
  price: string
  unit?: string | undefined
  archived?: 'yes'
}

type Props = { path: string | null; showCosts: boolean; rows: Packed<ItemRow> }

export function ItemRows({ path, showCosts, rows }: Props) {
  return (
    <Table caption="Items, by name" className="list prices">
      <thead>
        <tr>
          <Th>Item</Th>
          <Th>Tax</Th>
          {showCosts && <Th numeric>Cost</Th>}
          {showCosts && <Th numeric>Margin</Th>}
          <Th numeric>Price</Th>
        </tr>
      </thead>
      <tbody>
        {unpack(rows).map(({ id, name, about, tax, cost, margin, price, unit, archived }) => (
          <tr key={id}>
            <td>
              {path ? <Link href={`${path}/${id}`}>{name}</Link> : <span className="font-medium">{name}</span>}
              {archived && <Tag>Archived</Tag>}
              {about && <i>{about}</i>}
            </td>
            <td>{tax}</td>
            {showCosts && <Figure label="Cost">{cost}</Figure>}
            {showCosts && <Figure label="Margin">{margin}</Figure>}
            <td>
              <b>{price}</b>
              {unit && <i>{unit}</i>}
            </td>
          </tr>
        ))}
      </tbody>
    </Table>
  )
}

/** A figure with its name, where a phone shows no heading. */
const Figure = ({ label, children }: { label: string; children: string | undefined }) => (
  <td className="numeric max-md:text-left! max-md:empty:hidden">
    {children && (
      <>
        <span className="md:hidden">{label} </span>
        {children}
      </>
    )}
  </td>
)
