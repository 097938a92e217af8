import { fold } from '@/lib/fold'

// Which column of a file says what of an item. Pure.

/** In the order in which people choose them. */
export const COLUMNS = ['name', 'description', 'unit', 'price', 'cost', 'taxable', 'code', 'category'] as const
export type Column = (typeof COLUMNS)[number]
/** Where each is in a row, from 0; null where it is in none. In the order of COLUMNS. */
export type Choice = readonly (number | null)[]

export const COLUMN_LABELS: Record<Column, string> = {
  name: 'Name',
  description: 'Description',
  unit: 'Unit',
  price: 'Price',
  cost: 'Cost',
  taxable: 'Taxable',
  code: 'Code or SKU',
  category: 'Category',
}

/** Headings without blanks and marks, as QuickBooks, Jobber, Housecall Pro, JobNimbus and suppliers write them. */
const HEADINGS: Record<Column, readonly string[]> = {
  name: ['name', 'item', 'itemname', 'product', 'productname', 'service', 'servicename', 'productservice'].concat([
    'productservicename',
    'productsservices',
    'material',
    'title',
    'lineitem',
    'task',
  ]),
  description: ['description', 'salesdescription', 'itemdescription', 'productdescription', 'details', 'desc'],
  unit: ['unit', 'units', 'uom', 'um', 'unitofmeasure', 'measure', 'unittype', 'per'],
  price: [
    'price',
    'rate',
    'unitprice',
    'salesprice',
    'salespricerate',
    'salesrate',
    'sellingprice',
    'sellprice',
  ].concat(['priceusd', 'priceperunit', 'retailprice', 'listprice', 'charge']),
  cost: ['cost', 'unitcost', 'purchasecost', 'purchaseprice', 'ourcost', 'buyprice', 'costperunit', 'materialcost'],
  taxable: ['taxable', 'istaxable', 'tax', 'salestax', 'taxed', 'taxstatus'],
  code: [
    'sku',
    'code',
    'itemcode',
    'itemnumber',
    'itemno',
    'itemid',
    'partnumber',
    'partno',
    'productcode',
    'number',
  ].concat(['no', 'upc', 'codeorsku', 'skucode']),
  category: ['category', 'categories', 'group', 'productcategory', 'itemcategory', 'department'],
}

const plain = (heading: string): string => fold(heading).replace(/[^\p{L}\p{N}]/gu, '')

/** Finds the columns by their headings: of several that fit, the usual name first, then the one further left. */
export function recognizeColumns(headings: readonly string[]): Choice {
  const names = headings.map(plain)
  const found = COLUMNS.map((column) => {
    const known = HEADINGS[column].find((each) => names.includes(each))
    return known === undefined ? null : names.indexOf(known)
  })
  // Without another name, what describes it is its name.
  const [name, description] = found
  return name === null && description !== null ? [description ?? null, null, ...found.slice(2)] : found
}

/** Where a column is; null where none was found or chosen. */
export const placeOf = (choice: Choice, column: Column): number | null => choice[COLUMNS.indexOf(column)] ?? null

/** Columns without which nothing can be imported, and that aren't there. */
export const missingColumns = (choice: Choice): Column[] =>
  (['name', 'price'] as const).filter((column) => placeOf(choice, column) === null)
