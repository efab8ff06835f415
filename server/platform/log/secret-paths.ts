/** What is never written into a log line, under whatever it stands. */
const secrets = [
  'password',
  'oldPassword',
  'passwordHash',
  'pin',
  'pinHash',
  'token',
  'access_token',
  'refresh_token',
  'tokenHash',
  'ticket',
  'secret',
  'privateKey',
  'authorization',
  'cookie',
]

/** pino's wildcard stands for one level: a request's headers are two levels down. */
export const secretPaths = ['', '*.', '*.*.'].flatMap((above) => secrets.map((name) => above + name))
