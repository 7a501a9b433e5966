//! A file on its way to headquarters. `fetch` does not tell how much of it is sent; the older call does.

/** Sends a file and tells how much of it has gone; the answer is as `fetch` would give it. */
export type Sender = (path: string, file: Blob, headers: Record<string, string>, onsent: (sent: number) => void, stop: AbortSignal) => Promise<Response>;

export const sendFile: Sender = (path, file, headers, onsent, stop) =>
  new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    const broken = () => reject(new TypeError("the file did not arrive"));
    request.open("POST", path);
    request.setRequestHeader("Content-Type", "application/octet-stream");
    for (const [name, value] of Object.entries(headers)) request.setRequestHeader(name, value);
    request.upload.onprogress = (event) => onsent(event.loaded);
    request.upload.onload = () => onsent(file.size);
    request.onload = () => {
      const wait = request.getResponseHeader("Retry-After");
      resolve(new Response(request.responseText, { status: request.status, headers: wait ? { "Retry-After": wait } : {} }));
    };
    request.onerror = broken;
    request.onabort = broken;
    stop.addEventListener("abort", () => request.abort());
    request.send(file);
  });
