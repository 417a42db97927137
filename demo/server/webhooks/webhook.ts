export interface WebhookRequest {
  url: string;
  headers: Record<string, string>;
  body: string;
}

/**
 * Posts to another server and gives its status. The address is a town's own, yet somebody typed it: whoever implements
 * this lets none lead into the network that the server stands in, unless it is told to. `node/post-webhook.ts` does.
 */
export type PostWebhook = (request: WebhookRequest, signal: AbortSignal) => Promise<number>;
