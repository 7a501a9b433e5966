//! Headquarters as the page hears it: answers that are written down, by what was asked for.
import { Api } from "../../src/hq/api";
import type { Sender } from "../../src/hq/upload";

/** What was sent along. */
export interface Sent {
  method: string;
  headers: Headers;
  body: string;
}

/** The page's calls, answered by their path behind `/api/page/`, with its query. */
export function apiOver(answer: (path: string, sent: Sent) => Promise<Response>, sender?: Sender): Api {
  return new Api(async (request) => {
    const { pathname, search } = new URL(request.url);
    const path = (pathname + search).replace("/api/page/", "");
    return answer(path, { method: request.method, headers: request.headers, body: await request.text() });
  }, sender);
}
