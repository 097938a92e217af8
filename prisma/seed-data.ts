import type { DocumentStage } from '@/prisma/generated/enums'

// Demo jobs of two companies: one in every stage, and one agreement large enough to try every mock decline.

/** description, quantity, unit price in dollars */
type Item = readonly [string, number, number]
type Address = { street: string; city: string; state: string; zip: string }
type DemoDocument = { stage: DocumentStage; items: readonly Item[] }
export type DemoJob = {
  title: string
  notes?: string
  customer: Address & {
    firstName: string
    lastName: string
    company?: string
    email: string
    phone: string
    notes?: string
  }
  /** Where the work is, if not at the customer's own address. */
  site?: Address
  proposal?: DemoDocument
  agreement?: DemoDocument
}

const denver = (street: string, zip: string): Address => ({ street, city: 'Denver', state: 'CO', zip })

const ROOF: readonly Item[] = [
  ['Remove existing asphalt shingles, two layers', 32.5, 68],
  ['Ice and water shield, eaves and valleys', 9, 112],
  ['Class 4 impact-resistant shingles, installed', 32.5, 438],
  ['Ridge vent and ridge caps', 64, 14.5],
  ['Permit, dumpster and haul-away', 1, 1185],
  ['Insurance supplement discount', 1, -750],
]
const WINDOWS: readonly Item[] = [
  ['Double-hung vinyl window, low-E, installed', 11, 864],
  ['Picture window 72 × 48, tempered', 1, 2140],
  ['Exterior trim wrap, per opening', 12, 145],
  ['Lead-safe removal and disposal', 1, 620],
]
const SIDING: readonly Item[] = [
  ['Fiber cement lap siding, primed and painted', 24, 1240],
  ['House wrap and flashing', 24, 96],
  ['Soffit and fascia, aluminum', 210, 18.75],
  ['Gutters and downspouts, 6 inch seamless', 186, 14],
]
const ADDITION: readonly Item[] = [
  ['Two-story addition, 640 sq ft, design and engineering', 1, 18400],
  ['Foundation, framing and roof', 1, 96500],
  ['Windows, doors and exterior finish', 1, 41250],
  ['Mechanical, electrical and plumbing', 1, 38900],
  ['Interior finish, kitchen and two baths', 1, 84700],
  ['Permits, inspections and site services', 1, 9875],
]
const DECK: readonly Item[] = [
  ['Composite deck, 14 × 22, hidden fasteners', 308, 52.5],
  ['Aluminum railing with glass panels', 50, 128],
  ['Stairs, four treads', 1, 1460],
]
const GUTTERS: readonly Item[] = [
  ['Seamless gutter, 6 inch', 142, 13.5],
  ['Downspout, 3 × 4', 6, 88],
  ['Leaf guard', 142, 9.25],
]

export const SUMMIT_RIDGE: readonly DemoJob[] = [
  {
    title: 'Two-story addition',
    notes: 'Large agreement: use it to try the mock decline amounts ($9,999.01 and so on).',
    customer: {
      firstName: 'Eleanor',
      lastName: 'Castellanos',
      email: 'eleanor.castellanos@example.com',
      phone: '3035550177',
      notes: 'Prefers mornings. Side gate code is with the office.',
      ...denver('2214 Quince Street', '80207'),
    },
    proposal: { stage: 'accepted', items: ADDITION },
    agreement: { stage: 'signed', items: ADDITION },
  },
  {
    title: 'Hail damage roof replacement',
    notes: 'Adjuster meeting done; depreciation is recoverable.',
    customer: {
      firstName: 'Tom',
      lastName: 'Brannigan',
      email: 'tom.brannigan@example.com',
      phone: '7205550123',
      ...denver('871 South Corona Street', '80209'),
    },
    proposal: { stage: 'accepted', items: ROOF },
    agreement: { stage: 'signed', items: ROOF },
  },
  {
    title: 'Window replacement, whole house',
    customer: {
      firstName: 'Amara',
      lastName: 'Osei',
      email: 'amara.osei@example.com',
      phone: '3035550164',
      ...denver('4450 Vrain Street', '80212'),
    },
    proposal: { stage: 'accepted', items: WINDOWS },
    agreement: { stage: 'sent', items: WINDOWS },
  },
  {
    title: 'Fiber cement siding',
    customer: {
      firstName: 'Walter',
      lastName: 'Lindqvist',
      email: 'walter.lindqvist@example.com',
      phone: '7205550190',
      ...denver('1508 Emerson Street', '80218'),
    },
    proposal: { stage: 'sent', items: SIDING },
  },
  {
    title: 'Composite deck and railing',
    notes: 'Waiting for HOA approval of the railing.',
    customer: {
      firstName: 'Grace',
      lastName: 'Kim',
      email: 'grace.kim@example.com',
      phone: '3035550135',
      street: '9130 East Harvard Avenue',
      city: 'Aurora',
      state: 'CO',
      zip: '80231',
    },
    proposal: { stage: 'draft', items: DECK },
  },
  {
    title: 'Gutters and leaf guard',
    customer: {
      firstName: 'Luis',
      lastName: 'Ortega',
      company: 'Ortega Property Management',
      email: 'luis@ortegapm.example.com',
      phone: '7205550111',
      ...denver('633 17th Street, Suite 900', '80202'),
    },
    site: { street: '2750 West 38th Avenue', city: 'Denver', state: 'CO', zip: '80211' },
    proposal: { stage: 'accepted', items: GUTTERS },
    agreement: { stage: 'draft', items: GUTTERS },
  },
  {
    title: 'Garage roof and skylight',
    customer: {
      firstName: 'Nadia',
      lastName: 'Petrova',
      email: 'nadia.petrova@example.com',
      phone: '3035550158',
      street: '12 Larkspur Lane',
      city: 'Golden',
      state: 'CO',
      zip: '80401',
    },
    proposal: { stage: 'declined', items: ROOF.slice(0, 3) },
  },
  {
    title: 'Storm door and entry repair',
    customer: {
      firstName: 'Henry',
      lastName: 'Abara',
      email: 'henry.abara@example.com',
      phone: '7205550149',
      ...denver('3027 Raleigh Street', '80212'),
    },
    agreement: {
      stage: 'completed',
      items: [
        ['Storm door, full view, bronze', 1, 685],
        ['Entry door weatherstripping and threshold', 1, 240],
      ],
    },
  },
  {
    title: 'Attic insulation estimate',
    customer: {
      firstName: 'Ruth',
      lastName: 'Delgado',
      email: 'ruth.delgado@example.com',
      phone: '3035550186',
      street: '745 Jersey Street',
      city: 'Lakewood',
      state: 'CO',
      zip: '80226',
    },
  },
]

export const TIDEWATER: readonly DemoJob[] = [
  {
    title: 'Bay window with seat',
    customer: {
      firstName: 'Caleb',
      lastName: 'Thorne',
      email: 'caleb.thorne@example.com',
      phone: '2075550133',
      street: '88 Eastern Promenade',
      city: 'Portland',
      state: 'ME',
      zip: '04101',
    },
    proposal: { stage: 'accepted', items: WINDOWS.slice(1) },
    agreement: { stage: 'signed', items: WINDOWS.slice(1) },
  },
  {
    title: 'Porch enclosure',
    customer: {
      firstName: 'Miriam',
      lastName: 'Gallo',
      email: 'miriam.gallo@example.com',
      phone: '2075550162',
      street: '14 Pine Point Road',
      city: 'Scarborough',
      state: 'ME',
      zip: '04074',
    },
    proposal: { stage: 'sent', items: DECK },
  },
]
