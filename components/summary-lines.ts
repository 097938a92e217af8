export type SummaryLine = { path: string; words: string }

const legendOf = (field: Element | null) => field?.closest('fieldset')?.querySelector(':scope > legend')?.textContent
/** The label of a field, without what says that it is optional. In the browser only. */
export const labelOf = (path: string) =>
  document.querySelector(`label[for="${CSS.escape(path)}"]`)?.firstChild?.textContent

/**
 * What is wrong with a form, in the order in which its fields stand on the page. A mistake in one of several lines says
 * in which ("Line 2: Enter a price"), and one that another field has too says whose it is. In the browser only.
 * @param fields the messages by the ids of their fields
 * @param known a message in the words of whoever reads it
 */
export function summaryLines(
  fields: Record<string, string>,
  known: (message: string) => string = (message) => message,
): SummaryLine[] {
  const all = Object.entries(fields).map(([path, message]) => ({
    ...{ path, message: known(message) },
    field: document.getElementById(path),
  }))
  // A field that isn't on the page has no place, so it comes last.
  all.sort((a, b) => {
    if (!a.field || !b.field) return Number(!a.field) - Number(!b.field)
    return a.field.compareDocumentPosition(b.field) & Node.DOCUMENT_POSITION_FOLLOWING ? -1 : 1
  })
  return all.map(({ path, message, field }) => {
    const isOneOfLines = field?.closest('li')?.contains(field.closest('fieldset')) === true
    const hasTwin = all.some((other) => other.path !== path && other.message === message)
    const whose = isOneOfLines ? legendOf(field) : hasTwin ? labelOf(path) : null
    return { path, words: whose ? `${whose}: ${message}` : message }
  })
}
