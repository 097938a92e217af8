import type { Paper } from './orders'

// Whether what became of some papers is as it has to be, read by nobody's code but this.

export type SealFigures = {
  papers: number
  /** Copies that arrived. */
  copies: number
  /** Emails of which a death left open whether they arrived: they wait for a person, and are sent once at most. */
  unconfirmed: number
  /** Of those, how many didn't arrive. */
  missing: number
  violations: string[]
}

type Evidence = {
  papers: readonly Paper[]
  query: <T extends object>(text: string, values?: unknown[]) => Promise<T[]>
  /** To whom each message went that the mail server took. */
  received: readonly string[]
  isGood: (paper: Paper) => Promise<boolean>
}

type Counts = { seals: number; sealed: number; signed: number; given: number; signatures: number; chain: boolean }
type Copy = { to: string; status: string; attention: boolean }

export async function judgeSeals({ papers, query, received, isGood }: Evidence): Promise<SealFigures> {
  const violations: string[] = []
  let [copies, unconfirmed, missing] = [0, 0, 0]
  for (const paper of papers) {
    const { orgId, documentId, to } = paper
    const say = (what: string) => violations.push(`${documentId}: ${what}`)
    const [counts] = await query<Counts>(
      `select (select count(*)::int from sealed_file where document_id = $2) as seals,
         (select count(*)::int from document_event where document_id = $2 and act = 'sealed') as sealed,
         (select count(*)::int from document_event where document_id = $2 and act = 'signed') as signed,
         (select count(*)::int from document_event where document_id = $2 and act = 'signature_given') as given,
         (select count(*)::int from signature where document_id = $2) as signatures,
         public.document_chain_holds($1, $2) as chain`,
      [orgId, documentId],
    )
    const expected: Counts = { seals: 1, sealed: 1, signed: 1, given: 2, signatures: 2, chain: true }
    for (const [name, value] of Object.entries(expected))
      if (counts?.[name as keyof Counts] !== value) say(`${name} is ${counts?.[name as keyof Counts]}, not ${value}`)
    if (!(await isGood(paper))) say('the sealed copy isn’t as it should be')
    const emails = await query<Copy>(
      `select "to", status::text as status, attention_at is not null as attention from email
       where document_id = $1 and sealed_file_id is not null order by "to"`,
      [documentId],
    )
    if (emails.map((email) => email.to).join() !== [...to].sort().join()) say(`copies go to ${JSON.stringify(emails)}`)
    for (const { to: address, status, attention } of emails) {
      const arrived = received.filter((each) => each === address).length
      copies += arrived
      if (arrived > 1) say(`${address} got ${arrived} copies`)
      if (status === 'sent' && arrived !== 1) say(`${address} got none, and it’s said to be sent`)
      if (status === 'unconfirmed') {
        unconfirmed += 1
        if (arrived === 0) missing += 1
        if (!attention) say(`nobody is asked to look at the copy to ${address}`)
      } else if (status !== 'sent') say(`the copy to ${address} is ${status}`)
    }
  }
  return { papers: papers.length, copies, unconfirmed, missing, violations }
}
