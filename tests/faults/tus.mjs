// One upload by the official client, as the job on the command line says; prints what came of it as JSON.

import { createReadStream } from 'node:fs';
import { createRequire } from 'node:module';

// The screens' packages have the client: there is one place for what npm installs.
const packages = createRequire(new URL('../../ui/package.json', import.meta.url));
const { FileUrlStorage, Upload } = packages('tus-js-client');

const job = JSON.parse(process.argv[2]);
const requests = [];

const upload = new Upload(createReadStream(job.photo), {
  endpoint: job.endpoint,
  uploadUrl: job.uploadUrl,
  uploadSize: job.size,
  chunkSize: job.chunkSize ?? Infinity,
  metadata: job.metadata,
  headers: { Authorization: `Bearer ${process.env.TOKEN}` },
  urlStorage: new FileUrlStorage(job.storage),
  storeFingerprintForResuming: true,
  retryDelays: job.retryDelays ?? null,
  onBeforeRequest(request) {
    if (job.checksum && request.getMethod() === 'PATCH') request.setHeader('Upload-Checksum', job.checksum);
    requests.push([request.getMethod(), request.getHeader('Upload-Offset') ?? null]);
  },
  onChunkComplete(_size, accepted) {
    if (job.abortAfterFirstChunk) void upload.abort().then(() => conclude({ aborted: true, accepted }));
  },
  onError(error) {
    const answer = error.originalResponse;
    conclude({ status: answer?.getStatus() ?? 0, body: answer?.getBody() ?? '', error: error.message });
  },
  onSuccess() {
    conclude({ done: true });
  },
});

function conclude(outcome) {
  process.stdout.write(JSON.stringify({ ...outcome, url: upload.url, requests }), () => process.exit(0));
}

if (job.resume) {
  const [earlier] = await upload.findPreviousUploads();
  upload.resumeFromPreviousUpload(earlier);
}
upload.start();
