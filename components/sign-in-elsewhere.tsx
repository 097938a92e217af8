/** Signs in in another tab, so that what's typed here isn't lost when the session ends. */
export const SignInElsewhere = () => (
  <a href="/sign-in" target="_blank" rel="noopener" className="text-link inline-flex min-h-11 items-center">
    Sign in in another tab
  </a>
)
