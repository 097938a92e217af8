// Replaces the `server-only` package where no bundler keeps modules apart: the worker, the commands and the tests are
// all server code. tools/tsconfig.json and vitest.config.ts point here.
export {}
