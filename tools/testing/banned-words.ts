// The words that nobody in the trade says, for the tests that keep them out of what a person reads.

/** What nobody may read, and what to say instead. */
const BANNED: [words: RegExp, instead: string][] = [
  [/\be-mail(s|ed|ing)?\b/i, 'email'],
  [/\bexpiry\b/i, 'expiration date'],
  [/\bany more\b/i, 'no longer'],
  [/\b(give|gives|gave|given|giving)( \w+){0,4} back\b/i, 'void or refund'],
  [/\btaken back\b/i, 'voided or refunded'],
  [/\bmend(s|ed|ing)?\b/i, 'fix'],
  [/\bown screens\b/i, 'in PaySimple'],
  [/\bbec(ome|omes|ame) of\b/i, 'the outcome'],
  [/\bwhat has become\b/i, 'the outcome'],
  [/\b(is|are|was|were) to be\b/i, 'an active verb'],
  [/\bbelongs? together\b/i, 'match'],
  [/\bmeanwhile\b/i, 'in the meantime'],
  [/\bneeds? another look\b/i, 'Check the fields marked below.'],
  [/\bset(s|ting)?( \w+){0,4} aside\b/i, 'ignore'],
  [/\btak(e|es|en|ing) note\b|\btook note\b/i, 'acknowledge'],
  [/\btak(en|es|ing) up\b|\btook up\b|\btake( (it|this|them))? up\b/i, 'restore'],
  [/\bin doubt\b/i, 'checking'],
  [/\bbeing checked\b/i, 'checking'],
  [/\bheld until\b/i, 'checking'],
  [/\boutside (payments?|Plumbline)\b|\b(made|payments?) outside\b/i, 'made in PaySimple'],
  [/\btorn\b/i, 'incomplete'],
  [/\bnot taken\b/i, 'not charged'],
  [/\bunsure\b/i, 'checking'],
  [/\bpresent credentials\b/i, 'the PaySimple credentials your company uses now'],
  [/\b(storeys?|whilst|anew|thereof|colours?|grey|behaviours?|cancelled|cheques?)\b/i, 'American English'],
  [/(^|[.:;] )Should [^.?!]*([.!]|$)/, 'If'],
]

export type Problem = { found: string; instead: string }

/** What of the banned words a text that a person reads holds. */
export const bannedIn = (text: string): Problem[] =>
  BANNED.flatMap(([words, instead]) => {
    const found = words.exec(text)?.[0].trim()
    return found === undefined ? [] : [{ found, instead }]
  })
