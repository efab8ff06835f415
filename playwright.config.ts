import { defineConfig, devices } from '@playwright/test'
import { findOnPath } from './scripts/services/run-command.ts'

const chromium = ['chromium', 'chromium-browser', 'google-chrome']
  .map((name) => findOnPath(name))
  .find((file) => file !== undefined)

export default defineConfig({
  // `faults` kills and waits for minutes: a suite of its own.
  projects: ['journeys', 'faults'].map((name) => ({ name, testDir: `./e2e/${name}` })),
  outputDir: './test-results/journeys',
  // One instance and two cores: journeys follow each other.
  workers: 1,
  fullyParallel: false,
  forbidOnly: Boolean(process.env.CI),
  // Browser, instance and encodes share two cores; whatever needs its second try is named as flaky, to be mended.
  retries: 1,
  timeout: 180_000,
  expect: { timeout: 15_000 },
  reporter: process.env.PLAYWRIGHT_JSON_OUTPUT_NAME ? [['list'], ['json']] : [['list']],
  use: {
    ...devices['Desktop Chrome'],
    baseURL: process.env.E2E_BASE_URL ?? 'http://localhost:3000',
    locale: 'vi-VN',
    timezoneId: 'Asia/Ho_Chi_Minh',
    screenshot: 'only-on-failure',
    trace: 'retain-on-failure',
    launchOptions: {
      ...(chromium ? { executablePath: chromium } : {}),
      args: [
        '--no-sandbox',
        '--disable-dev-shm-usage',
        '--disable-gpu',
        '--mute-audio',
        '--autoplay-policy=no-user-gesture-required',
      ],
    },
  },
})
