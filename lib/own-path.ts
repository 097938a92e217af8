/**
 * Returns where an address leads on our own site, as path, query and fragment, or "/" where it leads elsewhere or to the
 * sign-in page. What it means, the parser says that browsers use (WHATWG URL): a pattern would miss what that one drops
 * or turns around, such as tabs, backslashes and "/.//".
 * @param app the app's public address
 */
export function ownPath(to: string, app: URL): string {
  if (!URL.canParse(to, app)) return '/'
  const url = new URL(to, app)
  const { origin, pathname, search, hash } = url
  const isOurs = origin === app.origin && !url.username && !url.password
  // Two slashes at its beginning would be another host to whoever reads the path by itself.
  return isOurs && /^\/(?!\/)/.test(pathname) && !/^\/sign-in(?:\/|$)/.test(pathname) ? pathname + search + hash : '/'
}
