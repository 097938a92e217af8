import type { Words } from '@/lib/language/say'

type Props = {
  /** How the company is reached: the phone as people write it. */
  company: { phone: string | null; email: string | null }
  words: Words
}

/** How a customer reaches the company: on a phone, by one press. */
export const ContactLinks = ({ company: { phone, email }, words: { say } }: Props) => (
  <>
    {phone && (
      <a className="inline-flex min-h-11 items-center text-link" href={`tel:${phone.replace(/\D/g, '')}`}>
        {say('Call {phone}', { phone })}
      </a>
    )}
    {email && (
      <a className="inline-flex min-h-11 items-center wrap-anywhere text-link" href={`mailto:${email}`}>
        {say('Email {email}', { email })}
      </a>
    )}
  </>
)
