// What somebody reads before they sign electronically: the six points of 15 USC 7001(c)(1), in plain words. A consent
// names the version that was read, so a text is never changed: add the next one. Pure.

export type ConsentText = { version: number; points: readonly { title: string; text: string }[] }

const VERSION_1: ConsentText = {
  version: 1,
  points: [
    {
      title: 'Paper instead',
      text: 'You can have this on paper and sign it by hand. Tell your contractor: by “Ask a question” on this page, by phone or by email.',
    },
    {
      title: 'Changing your mind',
      text: 'You can take this back at any time before you sign: close this page, or tell your contractor. It costs nothing; you then get paper. What you have signed by then stays signed.',
    },
    {
      title: 'What it is for',
      text: 'This is about this one document. For the next one you are asked again.',
    },
    {
      title: 'Your email address',
      text: 'If it changes, tell your contractor the new one by phone or email, so that what you are sent reaches you.',
    },
    {
      title: 'A copy on paper',
      text: 'You can download the PDF from this page and print it. Your contractor also gives you a paper copy when you ask. Neither costs anything.',
    },
    {
      title: 'What you need',
      text: 'A phone, tablet or computer with the internet and a current browser, something that opens PDF files, and room to keep them or a printer.',
    },
  ],
}

export const CONSENT_TEXTS: readonly ConsentText[] = [VERSION_1]
/** The one that is read now. */
export const CONSENT_TEXT = VERSION_1

/** A text as it is hashed. */
export const consentWords = ({ version, points }: ConsentText): string =>
  [`Consent to sign electronically, version ${version}`, ...points.map(({ title, text }) => `${title}: ${text}`)].join(
    '\n',
  )
