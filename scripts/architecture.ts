import { createRequire } from 'node:module'
import { readdir, readFile } from 'node:fs/promises'
import path from 'node:path'
import type { VariableDeclarator } from '@swc/core'
import { cruise, type ICruiseResult, type IConfiguration } from 'dependency-cruiser'
import { Visitor } from '@swc/core/Visitor.js'
import { projectRoot } from './services/cache-folder.ts'

/** Folders whose arrows are checked. */
const FOLDERS = ['app', 'bench', 'components', 'db', 'e2e', 'i18n', 'jobs', 'scripts', 'server']
const SOURCE = /\.tsx?$/
/** Where the environment may be read: the one parser, the set-up, and what Next loads before any module of ours. */
const MAY_READ_ENVIRONMENT =
  /^(server\/platform\/env\/|server\/platform\/cache\/next-cache-handler\.mjs|scripts\/|e2e\/|bench\/|db\/(postgres|mongo)\/migrate\.ts)|\.test\.tsx?$/

/** swc's visitor, which dependency-cruiser walks, does not know `using` declarations yet: take them for `const`. */
function teachUsingDeclarations(): void {
  const { prototype } = Visitor
  // oxlint-disable-next-line typescript/unbound-method -- called below with the visitor it belongs to
  const visitStatement = prototype.visitStatement
  prototype.visitStatement = function (statement) {
    if ((statement.type as string) !== 'UsingDeclaration') return visitStatement.call(this, statement)
    this.visitVariableDeclarators((statement as unknown as { decls: VariableDeclarator[] }).decls)
    return statement
  }
}

teachUsingDeclarations()

/** What the check found. */
export interface ArchitectureReport {
  violations: string[]
  /** Source files that were read for their imports. */
  cruised: number
  /** Source files that exist. */
  files: number
}

async function sourceFiles(root: string): Promise<string[]> {
  const found: string[] = []
  for (const folder of FOLDERS) {
    const entries = await readdir(path.join(root, folder), { recursive: true, withFileTypes: true }).catch(
      () => [],
    )
    for (const entry of entries)
      if (entry.isFile() && SOURCE.test(entry.name) && !entry.name.endsWith('.d.ts'))
        found.push(path.relative(root, path.join(entry.parentPath, entry.name)))
  }
  return found
}

async function environmentReaders(root: string, files: readonly string[]): Promise<string[]> {
  const suspects = files.filter((file) => !MAY_READ_ENVIRONMENT.test(file))
  const readers: string[] = []
  for (const file of suspects)
    if (/\bprocess\.env\b/.test(await readFile(path.join(root, file), 'utf8')))
      readers.push(`environment-in-one-place: ${file} reads process.env; only server/platform/env does.`)
  return readers
}

function sentences(result: ICruiseResult): string[] {
  const comments = new Map(result.summary.ruleSetUsed?.forbidden?.map((rule) => [rule.name, rule.comment]))
  return result.summary.violations.map((violation) => {
    const arrow = violation.cycle?.length
      ? [violation.from, ...violation.cycle.map((step) => step.name)].join(' → ')
      : `${violation.from} → ${violation.to}`
    return `${violation.rule.name}: ${arrow}. ${comments.get(violation.rule.name) ?? ''}`
  })
}

/**
 * Checks the tree at `root` against `.dependency-cruiser.cjs`. Fewer files read than exist is a violation of its
 * own: a parser that understands nothing would otherwise report success.
 */
export async function checkArchitecture(root: string): Promise<ArchitectureReport> {
  const { forbidden, options } = createRequire(import.meta.url)(
    '../.dependency-cruiser.cjs',
  ) as IConfiguration
  const files = await sourceFiles(root)
  const folders = FOLDERS.filter((folder) => files.some((file) => file.startsWith(`${folder}/`)))
  const { enhancedResolveOptions, ...cruiseOptions } = options ?? {}
  const { output } = await cruise(
    folders,
    { ...cruiseOptions, baseDir: root, validate: true, ruleSet: { forbidden } },
    enhancedResolveOptions,
  )
  const result = output as ICruiseResult
  const read = new Set(result.modules.map((found) => found.source))
  const missed = files.filter((file) => !read.has(file))
  const imports = result.modules.reduce((sum, found) => sum + found.dependencies.length, 0)
  const violations = [...new Set(sentences(result)), ...(await environmentReaders(root, files))]
  if (missed.length > 0)
    violations.push(`all-read: ${missed.length} files were not read, ${missed[0]} among them.`)
  if (imports === 0) violations.push('all-read: not one import was understood.')
  return { violations, cruised: files.length - missed.length, files: files.length }
}

if (import.meta.main) {
  const { violations, cruised } = await checkArchitecture(projectRoot)
  for (const violation of violations) process.stderr.write(`${violation}\n`)
  process.stdout.write(`${cruised} files, ${violations.length} violations\n`)
  process.exitCode = violations.length === 0 ? 0 : 1
}
