// Writes the two lists that are made of the files app/**/route.ts: run it when a route comes, goes or takes another
// method. The test of the OpenAPI document fails while they are out of date.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { runTool } from './testing/suite.ts'
import { projectRoot } from './services/cache-folder.ts'

const methods = ['GET', 'HEAD', 'OPTIONS', 'POST', 'PUT', 'PATCH', 'DELETE']
const lists = {
  modules: 'app/api/openapi.json/route-modules.ts',
  addresses: 'server/http/addresses.ts',
}

/** Gives the methods that a route file exports, by its text. */
function exportedMethods(source: string): string[] {
  const exported = [
    ...source.matchAll(/^export (?:const|(?:async )?function) (\w+)/gm),
    ...[...source.matchAll(/^export (?:const )?\{([^}]*)\}/gm)].flatMap(([, names = '']) => [
      ...names.matchAll(/(\w+)\s*(?:,|$)/g),
    ]),
  ].map(([, name]) => name)
  return methods.filter((method) => exported.includes(method))
}

/** Gives the routes of the tree, `/api/titles/[id]/artwork` with its file and methods, in order. */
export function findRoutes(): { pattern: string; file: string; methods: string[] }[] {
  return readdirSync(path.join(projectRoot, 'app'), { recursive: true, encoding: 'utf8' })
    .filter((file) => path.basename(file) === 'route.ts')
    .map((file) => path.join('app', file))
    .toSorted()
    .map((file) => ({
      file,
      pattern: `/${path
        .dirname(file)
        .split(path.sep)
        .slice(1)
        .filter((part) => !part.startsWith('('))
        .join('/')}`,
      methods: exportedMethods(readFileSync(path.join(projectRoot, file), 'utf8')),
    }))
}

async function writeLists(): Promise<void> {
  const routes = findRoutes()
  const note = '// Written by scripts/list-routes.ts.\n'
  const quoted = (text: string) => `'${text}'`
  // The document describes itself: in its own list it would be a circle.
  const listed = routes.filter(({ pattern }) => pattern !== '/api/openapi.json')
  const modules = listed.map(
    ({ file, pattern }) => `${quoted(pattern)}: () => import(${quoted(`#${file}`)}),`,
  )
  const addresses = routes.map(
    (route) => `${quoted(route.pattern)}: [${route.methods.map(quoted).join(', ')}],`,
  )
  writeFileSync(
    path.join(projectRoot, lists.modules),
    `${note}/** Every route file of the tree. */\nexport const routeModules = {\n${modules.join('\n')}\n}\n`,
  )
  writeFileSync(
    path.join(projectRoot, lists.addresses),
    `${note}/** Every address that routes answer, with the methods each takes. */\nexport const addresses: Readonly<Record<string, readonly string[]>> = {\n${addresses.join('\n')}\n}\n`,
  )
  await runTool('prettier/bin/prettier.cjs', ['--write', ...Object.values(lists)])
}

if (import.meta.main) await writeLists()
