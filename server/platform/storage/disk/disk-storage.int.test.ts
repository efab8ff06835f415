import { mkdtemp } from 'node:fs/promises'
import { join } from 'node:path'
import { env } from '#server/platform/env/env.ts'
import { describeStorage } from '../contract.ts'
import { createDiskStorage } from './disk-storage.ts'

describeStorage('disk', async () => createDiskStorage(await mkdtemp(join(env().DATA_DIR, 'contract-'))))
