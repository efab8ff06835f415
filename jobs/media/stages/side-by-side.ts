/**
 * Waits for two pieces of work that run side by side, for both whatever happens to either, so that nothing still
 * writes when a failure is told; throws the first one's failure, else the second's.
 */
export async function sideBySide<First, Second>(
  first: Promise<First>,
  second: Promise<Second>,
): Promise<[First, Second]> {
  await Promise.allSettled([first, second])
  return Promise.all([first, second])
}
