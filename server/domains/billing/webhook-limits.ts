/** The largest body that a provider's call may have; theirs are some kilobytes. */
export const mostWebhookBytes = 512 * 1024
