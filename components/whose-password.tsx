/** Tells password managers whose password a form asks for; nobody sees it. */
export const WhosePassword = ({ email }: { email: string }) => (
  <input type="email" name="email" autoComplete="username" value={email} readOnly className="hidden" />
)
