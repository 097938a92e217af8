import { type CompanyFace, fitLogo } from '@/lib/company/face'

// What every paper says around its own matter, as lib/pdf/templates/paper.ts draws it. Pure.

/** A day and time in UTC, by its parts. */
type Moment = { year: number; month: number; day: number; hour: number; minute: number; second: number }

export type PaperView = {
  /** What a reader's window shows, and a screen reader says first. */
  title: string
  author: string
  date: Moment
  color: CompanyFace['color']
  company: {
    name: string
    logo: { file: string; alt: string; width: number; height: number } | null
    lines: string[]
    website: CompanyFace['website']
    foot: string[]
  }
  /** At the foot of each page, beside its number. */
  foot: { name: string; mark: string }
}

export type PaperFacts = {
  company: CompanyFace
  /** Whether the logo's picture is there. */
  hasLogo: boolean
  title: string
  createdAt: Date
  /** Tells this paper from every other. */
  mark: string
}

export const LOGO_FILE = 'logo.png'
/** Pixels of CSS are 96 to the inch, and points 72. */
const POINTS_PER_PIXEL = 0.75
const LONGEST_FOOT = 70

export function paperView({ company, hasLogo, title, createdAt, mark }: PaperFacts): PaperView {
  const { name, legalName, address, phone, email, licenses, website, footer, color } = company
  const size = company.logo && hasLogo ? fitLogo(company.logo) : null
  return {
    title,
    author: name,
    date: momentOf(createdAt),
    color,
    company: {
      name,
      logo: size && {
        file: LOGO_FILE,
        alt: `${name}, logo`,
        width: size.width * POINTS_PER_PIXEL,
        height: size.height * POINTS_PER_PIXEL,
      },
      lines: [legalName, address, phone, email, ...licenses].filter((line): line is string => Boolean(line)),
      website,
      foot: footer,
    },
    foot: { name: shortened(name, LONGEST_FOOT), mark },
  }
}

const momentOf = (date: Date): Moment => ({
  year: date.getUTCFullYear(),
  month: date.getUTCMonth() + 1,
  day: date.getUTCDate(),
  hour: date.getUTCHours(),
  minute: date.getUTCMinutes(),
  second: date.getUTCSeconds(),
})

/** A text of at most so many characters, cut with an ellipsis. */
const shortened = (text: string, max: number): string => {
  const letters = Array.from(text)
  return letters.length <= max ? text : `${letters.slice(0, max - 1).join('')}…`
}

/** A text as paragraphs of lines: an empty line ends a paragraph. */
export const paragraphsOf = (text: string): string[][] =>
  text
    .replace(/\r\n?/g, '\n')
    .split(/\n[^\S\n]*\n\s*/)
    .map((paragraph) => paragraph.split('\n').filter((line) => line.trim() !== ''))
    .filter((lines) => lines.length > 0)

/** An address on one or two lines; none where nothing is known. */
export function addressLines({ street, city, state, zip }: { [part in 'street' | 'city' | 'state' | 'zip']: string }) {
  const region = [state, zip].filter((part) => part !== '').join(' ')
  return [street, [city, region].filter((part) => part !== '').join(', ')].filter((line) => line !== '')
}

/** Whom a paper is for, or where the work is. `isNamed`: the first line is a name. */
export type PartyView = { label: string; lines: string[]; isNamed: boolean }
export type FactView = { label: string; value: string }
