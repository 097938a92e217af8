/** @type {import('next').NextConfig} */
export default {
  poweredByHeader: false,
  serverExternalPackages: ['@node-rs/argon2', 'pg', 'pino', 'nodemailer'],
  // `npm test` checks the types of the whole tree; a mistake in a test must not keep the app from starting.
  typescript: { ignoreBuildErrors: true },
  // Titles come with the page, never after it: they rest on the page's own query, and a page without one, be it for
  // a moment, has no name for a screen reader.
  htmlLimitedBots: /.*/,
}
