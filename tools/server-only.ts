// Stands in for the `server-only` package where there is no bundler to keep modules apart: the worker, the
// commands and the tests are servers from end to end. tools/tsconfig.json and vitest.config.ts point here.
export {}
