import { CANADIAN_PROVINCES, US_STATES } from '@/lib/regions'
import type { CancelRule, DepositRule, ProfileTexts, StateProfile } from './profile'

// The profiles that Plumbline comes with. Each is a dated default. When a law changes, add a profile with the day from
// which it holds, and leave the one before it: contracts that are signed keep the one they were signed under.

const LOOKED_UP = '2026-11-29'
const UNKNOWN_START = '2021-06-17' // no contract of ours is older, and the list of holidays is today's since then

const THIRD = [1, 3] as const
const TENTH = [1, 10] as const

const NO_CAP: DepositRule = {
  cap: { kind: 'none' },
  counts: 'to_signing',
  beforeSigning: 'warn',
  mayOverride: true,
  law: null,
}

/** 16 CFR 429.0 and 429.1. $130 elsewhere since March 13, 2015 (80 FR 1329). */
const THREE_DAYS: CancelRule = {
  days: 3,
  daysFrom65: null,
  daysForDisaster: null,
  countsFrom: 'signature',
  fromCents: { atHome: 25_00, elsewhere: 130_00 },
  law: '16 CFR 429',
}

// The words of 16 CFR 429.1(a), so that the statement is the regulation's and not ours.
const FEDERAL_TEXTS: ProfileTexts = {
  cancelStatement:
    'You, the buyer, may cancel this transaction at any time prior to midnight of the {nth} business day after the date of this transaction.',
  whereForms: 'See the attached notice of cancellation form for an explanation of this right.',
}

const FEDERAL: Omit<StateProfile, 'code' | 'name'> = {
  isOwn: false,
  from: '2015-03-13',
  asOf: LOOKED_UP,
  source: '16 CFR 429.0, 429.1 (eCFR copy of 2021-02-25); 80 FR 1329',
  isConfirmed: true,
  deposit: NO_CAP,
  cancel: THREE_DAYS,
  writtenAboveCents: null,
  scheduleInDollars: false,
  reminders: [],
  alsoAsks: [],
  texts: FEDERAL_TEXTS,
}

type Own = Partial<Omit<StateProfile, 'code' | 'name' | 'isOwn'>> & Pick<StateProfile, 'source' | 'isConfirmed'>
const own = (code: string, rest: Own): StateProfile => ({
  ...FEDERAL,
  from: UNKNOWN_START,
  ...rest,
  ...{ code, name: nameOf(code), isOwn: true },
})

const nameOf = (code: string): string => US_STATES.find((state) => state.code === code)?.name ?? code

/** Of a state's profiles the latest that holds on a day is the one that counts. */
export const PROFILES: readonly StateProfile[] = [
  own('AZ', {
    source: 'A.R.S. 32-1158 (lexblog.com, 2020), 32-1158.01 (legalfix.com, 2019): pools and spas',
    isConfirmed: false,
    writtenAboveCents: 1_000_00,
    alsoAsks: [
      'For an in-ground pool or spa, ask for at most 15% of the price at signing, and for the rest by the stages that A.R.S. 32-1158.01 names.',
    ],
  }),
  own('CA', {
    from: '2026-01-01',
    source:
      'B&P 7159, 7159.5; Civ. Code 1689.6, 1689.7 (california.public.law); AB 2471 (2020); AB 1327 and SB 517 (2025). SB 784, five and seven days, hadn’t passed on 2026-02-04: look again',
    isConfirmed: false,
    deposit: {
      cap: { kind: 'lesser', fixedCents: 1_000_00, share: TENTH },
      counts: 'to_start',
      beforeSigning: 'warn',
      mayOverride: true,
      law: 'Bus. & Prof. Code §7159.5',
    },
    cancel: {
      ...THREE_DAYS,
      daysFrom65: 5, // contracts since 2021-01-01
      daysForDisaster: 7,
      countsFrom: 'copy',
      refund: { days: 10, of: 'calendar' }, // "within 10 days", in the notice of §7159
      law: 'Bus. & Prof. Code §7159, Civ. Code §1689.6',
    },
    writtenAboveCents: 500_00,
    scheduleInDollars: true,
    alsoAsks: [
      'No payment may be ahead of the work done or the materials delivered.',
      'The contract shows your email address and a phone number, and a cancellation by email counts.',
      'The contract says whether subcontractors do part of the work.',
    ],
    texts: {
      // The notice of §7159 as the state's board prints it in its guide for contractors.
      cancelStatement: [
        'You, the buyer, have the right to cancel this contract within {days} business days.',
        'You may cancel by emailing, mailing, faxing, or delivering a written notice to the contractor at the contractor’s place of business by midnight of the {nth} business day after you received a signed and dated copy of the contract that includes this notice.',
        'Include your name, your address, and the date you received the signed copy of the contract and this notice.',
        'If you cancel, the contractor must return to you anything you paid within 10 days of receiving the notice of cancellation.',
        'For your part, you must make available to the contractor at your residence, in substantially as good condition as you received it, any goods delivered to you under this contract or sale.',
        'Or, you may, if you wish, comply with the contractor’s instructions on how to return the goods at the contractor’s expense and risk.',
        'If you do make the goods available to the contractor and the contractor does not pick them up within 20 days of the date of your notice of cancellation, you may keep them without any further obligation.',
        'If you fail to make the goods available to the contractor, or if you agree to return the goods to the contractor and fail to do so, then you remain liable for performance of all obligations under the contract.',
      ].join(' '),
      whereForms: FEDERAL_TEXTS.whereForms,
    },
  }),
  own('IN', {
    source: 'IC 24-5-11 sets no limit on deposits; con-tractors.com says that there is one, without a figure',
    isConfirmed: false,
  }),
  own('MA', {
    source: 'M.G.L. c. 142A §2 (mass.gov), c. 93 §48 (mass.gov, Attorney General)',
    isConfirmed: true,
    deposit: {
      cap: { kind: 'greater', share: THIRD },
      counts: 'to_start',
      beforeSigning: 'warn',
      mayOverride: true,
      law: 'M.G.L. c. 142A §2',
    },
    cancel: { ...THREE_DAYS, law: 'M.G.L. c. 93 §48' },
    writtenAboveCents: 1_000_00,
    scheduleInDollars: true,
    alsoAsks: [
      'Each payment of the schedule has a date.',
      'No final payment is due before the customer is satisfied with the work.',
      'The contract shows your registration number and a street address, not a post office box.',
    ],
  }),
  own('MD', {
    source:
      'Bus. Reg. §8-617 (Justia, 2005), §8-501 (Westlaw, 2016); Com. Law §14-302.1 (lawserver.com); the MHIC’s page on the Door-to-Door Sales Act',
    isConfirmed: false,
    deposit: {
      cap: { kind: 'share', share: THIRD },
      counts: 'to_signing',
      beforeSigning: 'refuse',
      mayOverride: true,
      law: 'Bus. Reg. §8-617',
    },
    cancel: { ...THREE_DAYS, days: 5, daysFrom65: 7, law: 'Com. Law §14-302.1' },
    writtenAboveCents: 0, // §8-501(b)
    alsoAsks: [
      'The notice of cancellation is a form of its own, not a part of the contract, and you explain the right aloud.',
      'The customer signs that you explained it.',
    ],
    texts: {
      ...FEDERAL_TEXTS,
      cancelStatement:
        'You, the buyer, may cancel this transaction at any time prior to midnight of the fifth business day or seventh business day if the buyer is at least 65 years old, after the date of this transaction.',
    },
  }),
  own('ME', {
    source: '10 M.R.S. §§1486, 1487 (mainelegislature.org)',
    isConfirmed: true,
    deposit: {
      cap: { kind: 'share', share: THIRD },
      counts: 'to_signing',
      beforeSigning: 'warn',
      mayOverride: true,
      law: '10 M.R.S. §1487',
    },
    writtenAboveCents: 3_000_00,
    alsoAsks: ['A change order that changes the price is in writing, and you and the customer sign it.'],
  }),
  own('NV', {
    source: 'NRS 624.970 since 2023-10-01 (AB 39; paragraph 2(g) not read); NRS 624.940 for pools (nevada.public.law)',
    isConfirmed: false,
    deposit: {
      cap: { kind: 'lesser', fixedCents: 1_000_00, share: TENTH },
      counts: 'to_start',
      beforeSigning: 'warn',
      mayOverride: true,
      law: 'NRS 624.940, 624.970',
    },
    writtenAboveCents: 0,
  }),
  own('NY', {
    source: 'GBL 770, 771 (nysenate.gov, 2021); Lien Law 71-a(4) (daviscantor.com, 2023)',
    isConfirmed: false,
    cancel: { ...THREE_DAYS, law: 'Gen. Bus. Law §771' },
    writtenAboveCents: 500_00,
    reminders: [
      { kind: 'escrow_deposit', businessDays: 5, law: 'Lien Law §71-a' },
      { kind: 'escrow_notice', businessDays: 10, law: 'Lien Law §71-a' },
    ],
    alsoAsks: [
      'The contract says when the work begins and ends, and has the notice of mechanic’s liens in bold.',
      'All who signed the contract sign each change of it.',
      'Progress payments bear a reasonable relation to the work done.',
    ],
  }),
  own('OH', {
    source: 'Home solicitation rules with forms of their own (law.md 6.3; Cincinnati 891-7, elaws)',
    isConfirmed: false,
  }),
  own('OR', {
    source: 'ORS 83.730 (onecle): three business days, form of its own',
    isConfirmed: false,
    cancel: { ...THREE_DAYS, law: 'ORS 83.730' },
  }),
  own('PA', {
    source:
      '73 P.S. 517.7 (Westlaw, 2014), 517.9 (legalclarity.org; official text not read whole); Bradford Township on payments before signing',
    isConfirmed: false,
    deposit: {
      cap: { kind: 'share_plus', share: THIRD, aboveCents: 5_000_00 },
      counts: 'to_start',
      beforeSigning: 'refuse',
      mayOverride: true,
      law: '73 P.S. §517.9',
    },
    cancel: { ...THREE_DAYS, law: '73 P.S. §517.7' },
    writtenAboveCents: 500_00,
    alsoAsks: [
      'A customer may cancel in any way, also by phone (Commonwealth v. Gillece Services, 2024), and wherever the contract was signed.',
    ],
  }),
  own('TN', {
    source:
      'T.C.A. 62-6-510 (not read whole); one third: Board for Licensing Contractors, by tarcroof.squarespace.com. The license holds in some counties alone',
    isConfirmed: false,
    deposit: {
      cap: { kind: 'share', share: THIRD },
      counts: 'to_start',
      beforeSigning: 'warn',
      mayOverride: true,
      law: 'T.C.A. §62-6-510',
    },
  }),
]

/**
 * The profile of the state in which the job is, for what is signed on a day.
 * @param code two letters, in upper case
 * @param day YYYY-MM-DD in the job's zone
 * @param profiles those to choose from: ours, unless a company has replaced some
 * @returns the state's own; for other states and territories of the United States the federal rule under their name; null
 *   for everything else, such as Canadian provinces, whose law Plumbline doesn't know
 */
export function profileFor(
  code: string,
  day: string,
  profiles: readonly StateProfile[] = PROFILES,
): StateProfile | null {
  const state = US_STATES.find((each) => each.code === code)
  if (!state) return null
  const owns = profiles.filter((profile) => profile.code === code).sort((a, b) => (a.from < b.from ? -1 : 1))
  return owns.findLast(({ from }) => from <= day) ?? owns[0] ?? { ...FEDERAL, ...state }
}

const REGIONS = [...US_STATES, ...CANADIAN_PROVINCES]

/**
 * The profile for a job whose state may be missing or typed freely.
 * @param state a code or a name, in any case: "CA", "ca", "California"
 * @param day YYYY-MM-DD in the job's zone
 * @returns as `profileFor`; the federal rule with the code '' where the state can't be told. That one isn't confirmed: the
 *   state may have rules of its own
 */
export function profileOf(state: string | null, day: string, profiles = PROFILES): StateProfile | null {
  const typed = (state ?? '').trim().toUpperCase()
  const region = REGIONS.find(({ code, name }) => code === typed || name.toUpperCase() === typed)
  return region
    ? profileFor(region.code, day, profiles)
    : { ...FEDERAL, code: '', name: 'No state', isConfirmed: false }
}
