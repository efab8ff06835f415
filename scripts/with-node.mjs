// Runs `node [OPTIONS] SCRIPT ARGS…` on Node 24 with the locked npm packages, fetching either when missing.
// Plain JavaScript for Node 18 and newer; everything it says goes to stderr, stdout belongs to SCRIPT.
import { spawn, spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'

const NODE_VERSION = '24.21.0'
// One npm package per platform carries the binary; sha512 of its tarball as the registry publishes it.
const NODE_PACKAGES = {
  'linux-x64':
    'sha512-3nULszZ5X0fciYpG0t6TrdApJzAn8+FlINP6OiMX7V8HrvpATPN936U1LlReOJriLRa4e8yEqQBYCnLyPNAs7Q==',
  'linux-arm64':
    'sha512-FpJRPEz2OvvTLfjIOlNGFY9JLPMKgl5m+d4oGYBLg24kJ1mmvN1Zl/HPJgF4HDaJ51ISev1l1cRZ/DM+keXW5g==',
}

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..')
const cache = path.resolve(
  process.env.MARQUEE_CACHE ||
    path.join(process.env.XDG_CACHE_HOME || path.join(os.homedir(), '.cache'), 'marquee'),
)

const say = (line) => process.stderr.write(`${line}\n`)

class SetUpFailure extends Error {}

/** Blocks this thread: nothing else has to happen here while another process holds a lock. */
const sleep = (ms) => Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms)

function isAlive(pid) {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return error.code === 'EPERM'
  }
}

/** Two commands started at once must not install into the same folder: a lock folder with the owner's pid. */
function withLock(name, work) {
  const lock = path.join(cache, 'locks', name)
  fs.mkdirSync(path.dirname(lock), { recursive: true })
  for (let told = false; ; sleep(200)) {
    try {
      fs.writeFileSync(lock, String(process.pid), { flag: 'wx' })
      break
    } catch (error) {
      if (error.code !== 'EEXIST') throw error
    }
    let owner = NaN
    try {
      owner = Number(fs.readFileSync(lock, 'utf8'))
    } catch {
      continue
    }
    // An empty file is a lock being written right now, unless it has been so for a while.
    const age = Date.now() - (fs.statSync(lock, { throwIfNoEntry: false })?.mtimeMs ?? Date.now())
    if (owner > 0 ? !isAlive(owner) : age > 5000) fs.rmSync(lock, { force: true })
    else if (!told) {
      say('Another Marquee command is installing; waiting for it …')
      told = true
    }
  }
  try {
    return work()
  } finally {
    fs.rmSync(lock, { force: true })
  }
}

/** Runs a command with its output on stderr; false when it failed or is missing. */
function run(command, args, options = {}) {
  const result = spawnSync(command, args, { stdio: ['ignore', 2, 2], ...options })
  return result.status === 0
}

const versionOf = (node) =>
  spawnSync(node, ['--version'], { encoding: 'utf8', timeout: 20_000 }).stdout?.trim() ?? ''

/** Downloads the platform's package with npm, checks it against the pinned hash and unpacks it into `into`. */
function unpackPinned(platform, integrity, into) {
  const spec = `node-${platform}@${NODE_VERSION}`
  if (
    !run('npm', ['pack', spec, '--silent', '--pack-destination', into], {
      cwd: into,
      stdio: ['ignore', 'ignore', 2],
    })
  )
    throw new SetUpFailure(`npm could not fetch ${spec}: check the network, or install Node 24 yourself.`)
  const tarball = fs.readdirSync(into).find((file) => file.endsWith('.tgz'))
  if (!tarball) throw new SetUpFailure(`npm fetched ${spec} but wrote no file: check the free disk space.`)
  const file = path.join(into, tarball)
  const digest = `sha512-${createHash('sha512').update(fs.readFileSync(file)).digest('base64')}`
  if (digest !== integrity)
    throw new SetUpFailure(
      `The download of ${spec} does not match its pinned hash; it was thrown away. Try again.`,
    )
  if (!run('tar', ['-xzf', file, '-C', into]))
    throw new SetUpFailure(`tar could not unpack ${spec}: install tar and check the free disk space.`)
  fs.rmSync(file)
  return path.join(into, 'package')
}

/** Platforms without a pinned package: npm's `node` package picks one and checks it against the registry. */
function installByNodePackage(into) {
  const args = ['install', '--prefix', into, '--no-save', '--allow-scripts=node', 'node@24']
  const folder = path.join(into, 'node_modules', 'node')
  if (!run('npm', args) || !fs.existsSync(path.join(folder, 'bin', 'node')))
    throw new SetUpFailure('npm has no Node 24 for this platform: install Node 24 and start again.')
  return folder
}

/** Folder of Node 24's binary, from the cache or fetched into it. */
function provideNode() {
  if (Number(process.versions.node.split('.')[0]) >= 24) return path.dirname(process.execPath)
  const home = path.join(cache, `node-${NODE_VERSION}`)
  const bin = path.join(home, 'bin')
  const usable = () => versionOf(path.join(bin, 'node')).startsWith('v24.')
  if (usable()) return bin
  return withLock('node', () => {
    if (usable()) return bin
    say(
      `Marquee runs on Node 24; this is ${process.versions.node}. Fetching Node ${NODE_VERSION} from npm into ${home} …`,
    )
    const platform = `${process.platform}-${process.arch}`
    const into = fs.mkdtempSync(path.join(cache, 'node-unpack-'))
    try {
      const integrity = NODE_PACKAGES[platform]
      const unpacked = integrity ? unpackPinned(platform, integrity, into) : installByNodePackage(into)
      fs.chmodSync(path.join(unpacked, 'bin', 'node'), 0o755)
      fs.rmSync(home, { recursive: true, force: true })
      fs.renameSync(unpacked, home)
    } finally {
      fs.rmSync(into, { recursive: true, force: true })
    }
    if (!usable()) throw new SetUpFailure(`Node 24 was fetched into ${home} but does not run here.`)
    return bin
  })
}

const readText = (file) => {
  try {
    return fs.readFileSync(file, 'utf8')
  } catch {
    return ''
  }
}

/** True when npm's own record of node_modules holds exactly the locked versions for this platform. */
function installedMatches(lockText) {
  let locked, installed
  try {
    locked = JSON.parse(lockText).packages
    installed = JSON.parse(readText(path.join(root, 'node_modules', '.package-lock.json'))).packages
  } catch {
    return false
  }
  return Object.entries(locked).every(([place, entry]) => {
    if (place === '') return true
    const found = installed[place]
    return found ? found.version === entry.version : entry.optional || entry.devOptional || entry.peer
  })
}

/** Makes node_modules what package-lock.json says; the stamp is written only after npm has finished. */
function provideModules(env) {
  const lockText = readText(path.join(root, 'package-lock.json'))
  const stampFile = path.join(root, 'node_modules', '.marquee-stamp')
  const wanted = createHash('sha256').update(`${lockText}\n${process.platform}-${process.arch}`).digest('hex')
  if (readText(stampFile) === wanted) return
  const place = createHash('sha256').update(root).digest('hex').slice(0, 16)
  withLock(`modules-${place}`, () => {
    if (readText(stampFile) === wanted) return
    if (!installedMatches(lockText)) {
      say('Installing the npm packages that package-lock.json names …')
      if (
        !run('npm', ['ci', '--include=dev', '--no-audit', '--no-fund', '--loglevel=error'], {
          cwd: root,
          env,
        })
      )
        throw new SetUpFailure(
          'npm could not install the packages: check the network and the lines above, then start again.',
        )
    }
    // Replaced, not rewritten: node_modules may be hard-linked from another copy.
    fs.rmSync(stampFile, { force: true })
    fs.writeFileSync(stampFile, wanted)
  })
}

function runScript(bin, env, command) {
  const first = command.findIndex((word) => !word.startsWith('-'))
  const [script, ...args] = command.slice(first)
  const child = spawn(
    path.join(bin, 'node'),
    [
      '--disable-warning=ExperimentalWarning',
      ...command.slice(0, first),
      path.resolve(root, script),
      ...args,
    ],
    {
      stdio: 'inherit',
      env: { ...env, MARQUEE_WRAPPER_PID: String(process.pid) },
    },
  )
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP', 'SIGQUIT', 'SIGUSR2'])
    process.on(signal, () => child.kill(signal))
  child.on('error', (error) => {
    say(`Node 24 could not be started: ${error.message}`)
    process.exit(1)
  })
  child.on('exit', (code, signal) => {
    if (!signal) process.exit(code ?? 1)
    // Die by the same signal, so that the caller's shell sees what happened.
    process.removeAllListeners(signal)
    process.kill(process.pid, signal)
  })
}

try {
  const command = process.argv.slice(2)
  if (command.every((word) => word.startsWith('-')))
    throw new SetUpFailure('Usage: node scripts/with-node.mjs [OPTIONS OF NODE] SCRIPT ARGS…')
  fs.mkdirSync(cache, { recursive: true })
  const bin = provideNode()
  const env = { ...process.env, PATH: `${bin}${path.delimiter}${process.env.PATH ?? ''}` }
  provideModules(env)
  runScript(bin, env, command)
} catch (error) {
  say(error instanceof SetUpFailure ? error.message : `Set-up failed: ${error.message}`)
  process.exit(1)
}
