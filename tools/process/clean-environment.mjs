// What an installer or a build may know of whoever starts it: how this machine works, and nothing of the deployment. Both run
// code of other people's, and a database's address or a key in reach of it is one that may leave. Plain JavaScript, because
// scripts/with-deps.mjs runs before anything is installed.

const MACHINE = [
  ...['PATH', 'HOME', 'SHELL', 'USER', 'LOGNAME', 'PWD', 'TMPDIR', 'TEMP', 'TMP', 'XDG_CACHE_HOME', 'XDG_CONFIG_HOME'],
  ...['LANG', 'LC_ALL', 'LC_CTYPE', 'TZ', 'TERM', 'COLORTERM', 'FORCE_COLOR', 'NO_COLOR', 'CI', 'COLUMNS'],
  ...[
    'NODE_OPTIONS',
    'NODE_EXTRA_CA_CERTS',
    'SSL_CERT_FILE',
    'SSL_CERT_DIR',
    'UV_THREADPOOL_SIZE',
    'NODE_COMPILE_CACHE',
  ],
  // Windows
  ...['SYSTEMROOT', 'SYSTEMDRIVE', 'WINDIR', 'COMSPEC', 'PATHEXT', 'APPDATA', 'LOCALAPPDATA', 'USERPROFILE'],
  ...['PROGRAMFILES', 'PROGRAMDATA', 'HOMEDRIVE', 'HOMEPATH', 'PROCESSOR_ARCHITECTURE', 'NUMBER_OF_PROCESSORS', 'OS'],
]
const NETWORK = ['HTTP_PROXY', 'HTTPS_PROXY', 'NO_PROXY', 'ALL_PROXY']

const only = (given, isAllowed) =>
  Object.fromEntries(
    Object.entries(given).filter(([name, value]) => value !== undefined && isAllowed(name.toUpperCase())),
  )

/**
 * What `next build` and Prisma's generator are given.
 * @param {NodeJS.Dict<string>} given
 * @returns {NodeJS.ProcessEnv}
 */
export const buildEnvironment = (given) =>
  // The key decides the ids of server actions: builds with the same one can serve one address side by side.
  only(given, (name) => MACHINE.includes(name) || name === 'NEXT_SERVER_ACTIONS_ENCRYPTION_KEY')

/**
 * What `npm ci` is given: npm's own settings, too, and the way to the registry.
 * @param {NodeJS.Dict<string>} given
 * @returns {NodeJS.ProcessEnv}
 */
export const installEnvironment = (given) =>
  only(given, (name) => MACHINE.includes(name) || NETWORK.includes(name) || name.startsWith('NPM_CONFIG_'))
