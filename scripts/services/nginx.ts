import fs from 'node:fs/promises'
import path from 'node:path'
import { projectRoot } from './cache-folder.ts'
import { findOnPath } from './run-command.ts'
import { SetUpError } from './set-up-error.ts'
import { startProcess, waitForListener, type RunningProcess } from './start-process.ts'
import type { SystemTool } from './system-tools.ts'

/** nginx with what its signature check needs. */
export const gatewayTools: readonly SystemTool[] = [
  { package: 'nginx', files: ['/usr/sbin/nginx'] },
  { package: 'libnginx-mod-http-lua', files: ['/usr/lib/nginx/modules/ngx_http_lua_module.so'] },
]

/** How to run the gateway of `deploy/nginx`. */
export interface GatewayPlan {
  /** A folder of its own, for its configuration, logs and temporary files. */
  folder: string
  port: number
  /** The storage folder. */
  storage: string
  signingSecret: string
  /** Ports of the processes behind it; what has none answers 502. */
  webPort?: number
  realtimePort?: number
  /** False leaves the signature check out: the floor of a bench. */
  checked?: boolean
}

/** Replaces what must be there, so that a template that has changed is not half filled in. */
function replace(text: string, changes: Readonly<Record<string, string>>): string {
  return Object.entries(changes).reduce((result, [from, to]) => {
    if (!result.includes(from)) throw new SetUpError(`deploy/nginx/nginx.conf no longer holds "${from}".`)
    return result.replaceAll(from, to)
  }, text)
}

async function writeConfiguration(plan: GatewayPlan): Promise<string> {
  const { folder, storage, checked = true } = plan
  const parts = path.join(folder, 'marquee')
  await fs.cp(path.join(projectRoot, 'deploy', 'nginx'), parts, { recursive: true })
  const template = await fs.readFile(path.join(parts, 'nginx.conf'), 'utf8')
  const owner = process.getuid?.() === 0 ? 'user root;' : ''
  const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi']
    .map((kind) => `${kind}_temp_path ${path.join(folder, kind)};`)
    .join('\n    ')
  const text = replace(template, {
    'user www-data;': owner,
    '/run/nginx.pid': path.join(folder, 'nginx.pid'),
    '/var/log/nginx': folder,
    '/etc/nginx/marquee': parts,
    '/var/lib/marquee/storage': storage,
    'listen 80;': `listen 127.0.0.1:${plan.port};`,
    '127.0.0.1:3000': `127.0.0.1:${plan.webPort ?? 9}`,
    '127.0.0.1:3001': `127.0.0.1:${plan.realtimePort ?? 9}`,
    'server_tokens off;': `server_tokens off;\n    ${temporary}`,
    ...(checked
      ? {}
      : {
          "access_by_lua_block { require('signed-path').check() }": '',
          "set $media_life '';": "set $media_life 'public, max-age=21600, immutable, no-transform';",
        }),
  })
  const file = path.join(folder, 'nginx.conf')
  await fs.writeFile(file, text)
  const files = path.join(parts, 'media-files.conf')
  await fs.writeFile(files, replace(await fs.readFile(files, 'utf8'), { '/etc/nginx/marquee': parts }))
  return file
}

/** Runs Debian's nginx with the configuration of `deploy/nginx`, its names and ports replaced by the plan's. */
export async function startNginx(plan: GatewayPlan): Promise<RunningProcess> {
  const program = findOnPath('nginx') ?? '/usr/sbin/nginx'
  await fs.mkdir(plan.folder, { recursive: true })
  const configuration = await writeConfiguration(plan)
  const running = startProcess(
    {
      name: 'nginx',
      command: program,
      args: [
        '-p',
        plan.folder,
        '-c',
        configuration,
        '-e',
        path.join(plan.folder, 'error.log'),
        '-g',
        'daemon off;',
      ],
      env: { ...process.env, SIGNING_SECRET: plan.signingSecret },
      stopSignal: 'SIGTERM',
    },
    { logs: plan.folder, pids: plan.folder },
  )
  try {
    await waitForListener(running, plan.port)
  } catch (error) {
    await running.stop()
    throw error
  }
  return running
}
