import fs from 'node:fs/promises'
import path from 'node:path'
import { cachedFolder, cacheFolder, exists, hashOf, projectRoot } from './cache-folder.ts'
import { findOnPath, runCommand, tailOf } from './run-command.ts'
import { SetUpError } from './set-up-error.ts'

const sources = path.join(projectRoot, 'scripts', 'mongo-stand-in')

/** Name of the cache folder: changes with the Java source and the pinned versions. */
async function buildName(): Promise<string> {
  const pom = await fs.readFile(path.join(sources, 'pom.xml'))
  const main = await fs.readFile(path.join(sources, 'MongoStandIn.java'))
  return `mongo-stand-in-${hashOf(pom, main).slice(0, 16)}`
}

async function build(folder: string): Promise<void> {
  const lib = path.join(folder, 'lib')
  const fetched = await runCommand('mvn', [
    // -C: a jar whose checksum is wrong ends the build.
    '-q',
    '-B',
    '-C',
    '-f',
    path.join(sources, 'pom.xml'),
    'dependency:copy-dependencies',
    `-DoutputDirectory=${lib}`,
  ])
  if (fetched.code !== 0)
    throw new SetUpError(
      `Maven could not fetch the MongoDB stand-in (${tailOf(fetched.output)}): check the network, or set MONGODB_URL.`,
    )
  const compiled = await runCommand('javac', [
    '-d',
    path.join(folder, 'classes'),
    '-cp',
    path.join(lib, '*'),
    path.join(sources, 'MongoStandIn.java'),
  ])
  if (compiled.code !== 0)
    throw new SetUpError(`javac could not build the MongoDB stand-in: ${tailOf(compiled.output)}`)
}

/** What of the stand-in's needs this machine has: Java to run it, and a finished build or the tools to make one. */
export async function standInTools(): Promise<{ java: boolean; build: boolean }> {
  const built = await exists(path.join(cacheFolder, await buildName()))
  const tools = ['javac', 'mvn'].every((tool) => findOnPath(tool) !== undefined)
  return { java: findOnPath('java') !== undefined, build: built || tools }
}

/** Command and arguments that run the stand-in on a port over a file (`memory` keeps nothing). */
export async function standInCommand(
  port: number,
  file: string,
): Promise<{ command: string; args: string[] }> {
  const folder = await cachedFolder(await buildName(), build)
  const classPath = [path.join(folder, 'classes'), path.join(folder, 'lib', '*')].join(path.delimiter)
  const command = findOnPath('java')
  if (!command)
    throw new SetUpError('java is missing: install openjdk-17-jdk-headless and maven, or set MONGODB_URL.')
  return {
    command,
    args: [
      '-Xmx256m',
      '-XX:+UseSerialGC',
      '-XX:TieredStopAtLevel=1',
      '-cp',
      classPath,
      'MongoStandIn',
      String(port),
      file,
    ],
  }
}
