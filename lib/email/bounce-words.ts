// What the office reads of an email that came back. Pure.

type Told = {
  recipient: string
  isOfSend: boolean
  outcome: string
  isFinal: boolean
  statusCode: string | null
  words: string | null
}

const said = ({ statusCode, words }: Told): string => {
  const code = statusCode !== null && !words?.includes(statusCode) ? `${statusCode} ` : ''
  return words ? ` Its mail server said: ${code}${words}` : code ? ` The reason was ${code.trim()}.` : ''
}

/** "It came back. Its mail server said: 550 5.1.1 No such user" */
export function bounceSentence(bounce: Told): string {
  const { recipient, isOfSend, outcome, isFinal } = bounce
  const what = isOfSend ? 'It' : `It went on to ${recipient}, and`
  if (outcome === 'delayed')
    return isOfSend
      ? `It hasn’t arrived yet, and is still being tried.${said(bounce)}`
      : `${what} hasn’t arrived there yet.${said(bounce)}`
  if (!isOfSend) return `${what} came back from there.${said(bounce)}`
  return `${isFinal ? 'It came back: the address doesn’t take it.' : 'It came back after it was tried for long.'}${said(bounce)}`
}

/** What is known of the mail server that took an email: "mx.example.com, which answered: 250 2.0.0 Ok". */
export const handoverSentence = ({
  serverHost,
  serverAnswer,
}: {
  serverHost: string | null
  serverAnswer: string | null
}): string | null => (serverHost && serverAnswer ? `${serverHost}, which answered: ${serverAnswer}` : null)
