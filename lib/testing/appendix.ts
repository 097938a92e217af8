import type { Appendix } from '@/lib/pdf/document/appendix'

/** What is appended to a paper that two have signed, one by drawing. */
export const APPENDIX: Appendix = {
  notice: {
    ...{ signedOn: '2026-11-24', untilOn: '2026-11-28', days: 3 },
    more: ['If you’re 65 or older, you may cancel until Dec 1, 2026.'],
  },
  originalSha256: 'cd'.repeat(32),
  signers: [
    {
      ...{ name: 'Olivia Marsh', role: 'customer' },
      mark: { kind: 'typed', text: 'Olívia Marsh', isGeist: true },
      facts: [
        { label: 'Signed', value: 'Nov 24, 2026, 7:45:12 PM CST (2026-11-25 01:45:12 UTC)' },
        { label: 'Reached', value: 'By email to olivia@example.com' },
      ],
    },
    {
      ...{ name: 'Summit Ridge Exteriors', role: 'contractor' },
      mark: {
        kind: 'drawn',
        svg: '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 600 200"><path d="M20 80L500 130" fill="none" stroke="#1d1b18" stroke-width="4"/></svg>',
      },
      facts: [{ label: 'Signed', value: 'Nov 24, 2026, 7:50:00 PM CST (2026-11-25 01:50:00 UTC)' }],
    },
  ],
  events: [
    {
      ...{ number: 2, at: 'Nov 24, 2026, 2:14:00 PM CST', utc: '2026-11-24 20:14:00' },
      ...{ what: 'Sent, version 2', who: 'Marco Diaz', detail: '' },
    },
    {
      ...{ number: 3, at: 'Nov 24, 2026, 7:45:12 PM CST', utc: '2026-11-25 01:45:12' },
      ...{ what: 'Signature given', who: 'Olivia Marsh', detail: 'Olivia Marsh' },
    },
  ],
  chain: { first: 'a1'.repeat(32), last: 'b2'.repeat(32) },
  zone: 'America/Chicago (CST)',
  verifyUrl: 'https://pay.example.com/verify',
}
