// Whom a page was drawn for. Tabs of one browser share its session: after somebody else has signed in in one of them,
// the pages in the others still show the first person, and what is pressed there isn't the second one's to answer for.

type Person = { id: string; name: string }

/** The header in which a page's actions say whom it was drawn for (components/drawn-for.tsx). */
export const DRAWN_FOR = 'x-drawn-for'

export const drawnForHeader = ({ id, name }: Person): string => `${id} ${encodeURIComponent(name)}`

function nameIn(header: string): string {
  try {
    return decodeURIComponent(header.split(' ')[1] ?? '')
  } catch {
    return ''
  }
}

/** Why a person's action is refused: their page was drawn for somebody else, or it isn't known for whom. Else null. */
export function drawnForProblem(header: string | null, user: Person): string | null {
  if (header?.split(' ')[0] === user.id) return null
  const drawnFor = header && nameIn(header)
  return drawnFor
    ? `This page is ${drawnFor}’s, but you’re now signed in as ${user.name}. Nothing was done. What you typed is still here. Sign in as ${drawnFor} on another tab and try again, or reload the page to go on as ${user.name}.`
    : 'Plumbline can’t tell whose page this is. Nothing was done. What you typed is still here. Reload the page and try again.'
}
