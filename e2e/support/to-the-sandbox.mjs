// Loaded into a production system under test before anything else: who connects to PaySimple’s sandbox gets to ours, on this
// machine, by TLS as there. Nothing else is changed: the name and the certificate are still checked.
import { syncBuiltinESMExports } from 'node:module'
import tls from 'node:tls'

const { connect } = tls
const port = Number(process.env.TEST_PAYSIMPLE_PORT)
tls.connect = (options, ...rest) =>
  options?.host === 'sandbox-api.paysimple.com'
    ? connect({ ...options, host: '127.0.0.1', port }, ...rest)
    : connect(options, ...rest)
syncBuiltinESMExports()
