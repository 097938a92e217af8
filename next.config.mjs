/** @type {import('next').NextConfig} */
export default {
  poweredByHeader: false,
  serverExternalPackages: [
    '@libpdf/core',
    '@myriaddreamin/typst-ts-node-compiler',
    '@node-rs/argon2',
    'asn1js',
    'pg',
    'pino',
    'pkijs',
    'nodemailer',
    'prom-client',
  ],
  turbopack: {
    resolveAlias: {
      '@prisma/client/runtime/query_compiler_fast_bg.postgresql.wasm-base64.mjs': './prisma/query-compiler.ts',
    },
  },
  // Next prints the arguments of server actions while developing: card numbers and API keys among them.
  logging: { serverFunctions: false },
  // `npm test` checks the types of the whole tree; a mistake in a test must not keep the app from starting.
  typescript: { ignoreBuildErrors: true },
  // Titles come with the page, never after it: they rest on the page's own query, and a page without one, be it for
  // a moment, has no name for a screen reader.
  htmlLimitedBots: /.*/,
  experimental: {
    // The hash of each script that a page names goes with it: a browser runs no other (server/page-check.ts tells of one).
    sri: { algorithm: 'sha384' },
  },
}
