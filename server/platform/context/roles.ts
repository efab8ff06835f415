/** What somebody may be in the house; safe in the browser. Which permissions each holds, `authorize` says. */
export const roles = ['viewer', 'support', 'editor', 'finance', 'admin'] as const
export type Role = (typeof roles)[number]
