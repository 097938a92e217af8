import { type Address, formatAddress, formatPhone } from '@/lib/contact'
import { brandColors } from './brand-color'
import { websiteLabel } from './website'

// A company as its customers see it, on receipts and in emails. What it hasn't entered leaves no gap. Pure.

/** What of a company it is made of. */
export type CompanyFacts = Address & {
  name: string
  legalName: string | null
  phone: string | null
  email: string | null
  website: string | null
  licenses: readonly { state: string; number: string }[]
  brandColor: string | null
  footer: string | null
  logoHash: string | null
  logoWidth: number | null
  logoHeight: number | null
}

/** Its columns, for whoever reads it with Prisma: `include: { org: { include: COMPANY_LICENSES } }`. */
export const COMPANY_LICENSES = { licenses: { orderBy: { position: 'asc' } } } as const

/** A logo that is kept: its hash, and its size in pixels. */
export type Logo = { hash: string; width: number; height: number }

export type CompanyFace = {
  name: string
  /** Where it is another one than the name. */
  legalName: string | null
  phone: string | null
  email: string | null
  website: { href: string; label: string } | null
  address: string | null
  /** "License CO 1234", one each. */
  licenses: string[]
  footer: string[]
  /** The color as it was chosen, for a rule, and one for text on paper. */
  color: { fill: string; text: string } | null
  logo: Logo | null
}

/** The logo that a company shows, or null. */
export const logoOf = ({
  logoHash,
  logoWidth,
  logoHeight,
}: Pick<CompanyFacts, 'logoHash' | 'logoWidth' | 'logoHeight'>): Logo | null =>
  logoHash !== null && logoWidth !== null && logoHeight !== null
    ? { hash: logoHash, width: logoWidth, height: logoHeight }
    : null

export function companyFace(company: CompanyFacts): CompanyFace {
  const { name, legalName, website, brandColor } = company
  const colors = brandColor === null ? null : brandColors(brandColor)
  return {
    name,
    legalName: legalName && legalName !== name ? legalName : null,
    phone: company.phone && formatPhone(company.phone),
    email: company.email,
    website: website === null ? null : { href: website, label: websiteLabel(website) },
    // Staff enter a state alone, which is no address.
    address: company.street || company.city || company.zip ? formatAddress(company) : null,
    licenses: company.licenses.map(({ state, number }) => `License ${state} ${number}`),
    footer: company.footer?.split('\n').filter((each) => each.trim() !== '') ?? [],
    color: colors && { fill: colors.fill, text: colors.light },
    logo: logoOf(company),
  }
}

/** Whom a customer authorizes to charge: the company by its legal name, where that is known. */
export const payeeOf = ({ name, legalName }: Pick<CompanyFacts, 'name' | 'legalName'>): string => legalName ?? name

/** The most room that a logo has on receipts and in emails, in pixels of CSS. */
const ROOM = { width: 240, height: 80 }

/** The size at which a logo is drawn, so that it fits: as it is or smaller, never larger. */
export function fitLogo({ width, height }: Pick<Logo, 'width' | 'height'>) {
  const scale = Math.min(1, ROOM.width / width, ROOM.height / height)
  return { width: Math.max(1, Math.round(width * scale)), height: Math.max(1, Math.round(height * scale)) }
}
