import { defineConfig } from 'vitest/config'

const elsewhere = ['**/node_modules/**', '.next/**', '.data/**', 'e2e/**']

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'unit',
          include: ['**/*.test.{ts,tsx}'],
          exclude: [...elsewhere, '**/*.int.test.ts', '**/*.engine.test.ts'],
          environment: 'node',
          // It imports next/navigation without an extension, which Node alone does not find.
          server: { deps: { inline: ['next-intl'] } },
        },
      },
      {
        test: {
          name: 'integration',
          include: ['**/*.int.test.ts'],
          exclude: elsewhere,
          environment: 'node',
          pool: 'forks',
          globalSetup: './scripts/testing/start-services.ts',
          setupFiles: './scripts/testing/own-data.ts',
          // Real services and encodes on two cores; what needs its second try is named in the report, to be mended.
          retry: 1,
          testTimeout: 60_000,
          hookTimeout: 60_000,
          // The default is a second, which two busy cores are soon late by.
          expect: { poll: { timeout: 15_000 } },
        },
      },
      {
        test: {
          name: 'engines',
          include: ['**/*.engine.test.ts'],
          exclude: elsewhere,
          environment: 'node',
          pool: 'forks',
          globalSetup: ['./scripts/testing/start-services.ts', './scripts/testing/start-engines.ts'],
          setupFiles: './scripts/testing/own-data.ts',
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
    ],
  },
})
