import { asObject, readFlag, readId, readInstant, readText, type Wire } from './wire'

/** The limits are PaySimple's (PS-021). Country defaults to US. */
export type Address = {
  /** 250 characters at most, like the second. */
  StreetAddress1: string
  StreetAddress2?: string | null
  /** 100 characters at most. */
  City: string
  /** Two letters, of a US or Canadian state or territory. */
  StateCode?: string | null
  /** Ten characters at most. */
  ZipCode: string
  Country?: string | null
}
export type NewCustomer = {
  /** 150 characters at most, both names. */
  FirstName: string
  LastName: string
  /** 50 characters at most. */
  Company?: string | null
  /** 100 characters at most, like the second. */
  Email?: string | null
  AltEmail?: string | null
  /** Digits only, ten at most, like the other numbers (PS-022). */
  Phone?: string | null
  AltPhone?: string | null
  MobilePhone?: string | null
  Fax?: string | null
  /** A URL, 100 characters at most. */
  Website?: string | null
  /** 2048 characters at most. */
  Notes?: string | null
  /** Our own number for the customer, 28 characters at most. */
  CustomerAccount?: string | null
  BillingAddress?: Address | null
  /** Defaults to true without a ShippingAddress. */
  ShippingSameAsBilling?: boolean
  ShippingAddress?: Address | null
}
/** The short form of a customer in lists (PS-025). */
export type LiteCustomer = { Id: number; FirstName: string; LastName: string; Company: string | null }

const TEXTS = [
  'Company',
  'Email',
  'AltEmail',
  'Phone',
  'AltPhone',
  'MobilePhone',
  'Fax',
  'Website',
  'Notes',
  'CustomerAccount',
] as const

/** A customer in complete form (PS-023). */
export type Customer = LiteCustomer & { [Field in (typeof TEXTS)[number]]: string | null } & {
  BillingAddress: Address | null
  ShippingSameAsBilling: boolean
  ShippingAddress: Address | null
  LastModified: Date | null
  CreatedOn: Date | null
}

/** A customer → a request body with only what PaySimple takes, so that a record that was read can be sent back. */
export const write = ({ FirstName, LastName, BillingAddress, ShippingAddress, ...rest }: NewCustomer) => ({
  FirstName,
  LastName,
  ...Object.fromEntries(TEXTS.map((field) => [field, rest[field]])),
  BillingAddress,
  ShippingSameAsBilling: rest.ShippingSameAsBilling ?? !ShippingAddress,
  ShippingAddress,
})

export const readLiteCustomer = (response: unknown): LiteCustomer => {
  const wire = asObject(response)
  return {
    Id: readId(wire.Id),
    FirstName: readText(wire.FirstName) ?? '',
    LastName: readText(wire.LastName) ?? '',
    Company: readText(wire.Company),
  }
}

export function readCustomer(response: unknown): Customer {
  const wire = asObject(response)
  return {
    Email: readText(wire.Email),
    AltEmail: readText(wire.AltEmail),
    Phone: readText(wire.Phone),
    AltPhone: readText(wire.AltPhone),
    MobilePhone: readText(wire.MobilePhone),
    Fax: readText(wire.Fax),
    Website: readText(wire.Website),
    Notes: readText(wire.Notes),
    CustomerAccount: readText(wire.CustomerAccount),
    BillingAddress: readAddress(wire.BillingAddress),
    ShippingSameAsBilling: readFlag(wire.ShippingSameAsBilling) === true,
    ShippingAddress: readAddress(wire.ShippingAddress),
    LastModified: readInstant(wire.LastModified),
    CreatedOn: readInstant(wire.CreatedOn),
    ...readLiteCustomer(wire),
  }
}

/** Null for none, and for one without a street: PaySimple sends an object with only a country when there is none. */
function readAddress(value: unknown): Address | null {
  if (typeof value !== 'object' || value === null) return null
  const wire = value as Wire
  const StreetAddress1 = readText(wire.StreetAddress1)
  return StreetAddress1 === null
    ? null
    : {
        StreetAddress1,
        StreetAddress2: readText(wire.StreetAddress2),
        City: readText(wire.City) ?? '',
        StateCode: readText(wire.StateCode),
        ZipCode: readText(wire.ZipCode) ?? '',
        Country: readText(wire.Country),
      }
}
