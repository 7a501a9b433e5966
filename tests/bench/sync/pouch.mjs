// PouchDB at a counter and express-pouchdb at headquarters, as they come: documents pushed from one, pulled by another.
//
// node pouch.mjs serve <modules> <folder>            answers at a port, which it prints
// node pouch.mjs carry <modules> <folder> <port>     reads lines, a document each; prints the milliseconds of both ways
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { readFileSync } from 'node:fs';

const [what, modules, folder, port] = process.argv.slice(2);
const require = createRequire(join(modules, 'package.json'));
const PouchDB = require('pouchdb');

if (what === 'serve') {
  const express = require('express');
  const Stored = PouchDB.defaults({ prefix: join(folder, 'server-') });
  const app = express();
  const logPath = join(folder, 'log.txt');
  app.use('/', require('express-pouchdb')(Stored, { mode: 'minimumForPouchDB', logPath }));
  const server = app.listen(0, '127.0.0.1', () => console.log(server.address().port));
} else {
  const lines = readFileSync(0, 'utf8').split('\n').filter(Boolean);
  const counter = new PouchDB(join(folder, 'counter'));
  await counter.bulkDocs(lines.map((line) => ({ _id: JSON.parse(line).id, line })));
  const timed = async (work) => {
    const begun = performance.now();
    await work();
    return performance.now() - begun;
  };
  const remote = `http://127.0.0.1:${port}/tickets`;
  const push = await timed(() => counter.replicate.to(remote));
  const reader = new PouchDB(join(folder, 'reader'));
  const pull = await timed(() => reader.replicate.from(remote));
  const { doc_count: held } = await reader.info();
  if (held !== lines.length) throw new Error(`${held} of ${lines.length} arrived`);
  console.log(JSON.stringify({ push, pull }));
}
