import { buildProduction } from './services/production-build.ts'

const { code } = await buildProduction({}, (text) => process.stdout.write(text))
process.exitCode = code
