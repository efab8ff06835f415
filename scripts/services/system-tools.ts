import { access } from 'node:fs/promises'
import { findOnPath, runCommand, tailOf } from './run-command.ts'
import { SetUpError } from './set-up-error.ts'

/** A program or file that comes from a Debian package. */
export interface SystemTool {
  package: string
  /** Program on PATH that proves it is there … */
  program?: string
  /** … or one of these files. */
  files?: readonly string[]
  /** Worth installing where that is possible, and no reason to stop where it is not. */
  optional?: boolean
}

/** What the media jobs and the demo films need. */
export const mediaTools: readonly SystemTool[] = [
  { package: 'ffmpeg', program: 'ffmpeg' },
  { package: 'ffmpeg', program: 'ffprobe' },
  { package: 'tesseract-ocr', program: 'tesseract' },
  {
    package: 'tesseract-ocr-vie',
    files: [
      '/usr/share/tesseract-ocr/5/tessdata/vie.traineddata',
      '/usr/share/tesseract-ocr/4.00/tessdata/vie.traineddata',
    ],
  },
  // Without it media tools run less shut in: docs/sandbox.md.
  { package: 'bubblewrap', program: 'bwrap', optional: true },
  { package: 'fonts-noto-core', files: ['/usr/share/fonts/truetype/noto/NotoSans-Regular.ttf'] },
]

/** The embedded Redis servers. */
export const redisTool: SystemTool = { package: 'redis-server', program: 'redis-server' }

/** The browser of the end-to-end tests. */
export const browserTool: SystemTool = { package: 'chromium', program: 'chromium' }

async function isThere(tool: SystemTool): Promise<boolean> {
  if (tool.program) return findOnPath(tool.program) !== undefined
  const found = await Promise.all(
    (tool.files ?? []).map((file) =>
      access(file).then(
        () => true,
        () => false,
      ),
    ),
  )
  return found.some(Boolean)
}

/** Debian packages of the tools that are missing, each once; optional ones only where they can be installed. */
export async function missingPackages(tools: readonly SystemTool[]): Promise<string[]> {
  const missing = new Set<string>()
  const wanted = canInstall() ? tools : tools.filter((tool) => !tool.optional)
  for (const tool of wanted) if (!(await isThere(tool))) missing.add(tool.package)
  return [...missing]
}

function canInstall(): boolean {
  return process.getuid?.() === 0 && findOnPath('apt-get') !== undefined
}

/** Installs Debian packages when this is root on a machine with apt; otherwise one sentence with the command to run. */
export async function installPackages(packages: readonly string[]): Promise<void> {
  if (packages.length === 0) return
  const command = `apt-get install --no-install-recommends ${packages.join(' ')}`
  const apt = findOnPath('apt-get')
  if (!apt)
    throw new SetUpError(
      `Missing system packages (Debian names): ${packages.join(', ')}. Install them with this system's package manager and start again.`,
    )
  if (process.getuid?.() !== 0)
    throw new SetUpError(
      `Missing system packages. Run \`sudo apt-get update && sudo ${command}\` and start again.`,
    )
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  const install = (): ReturnType<typeof runCommand> =>
    runCommand(apt, ['install', '--yes', '--no-install-recommends', ...packages], { env })
  await runCommand(apt, ['update', '--quiet'], { env })
  let result = await install()
  if (result.code !== 0) {
    // Another apt may hold the lock for a moment, a mirror may hiccup: once more.
    await new Promise((resolve) => setTimeout(resolve, 5_000))
    result = await install()
  }
  if (result.code !== 0)
    throw new SetUpError(
      `apt could not install ${packages.join(', ')} (${tailOf(result.output, 2)}): run \`apt-get update && ${command}\` and start again.`,
    )
}
