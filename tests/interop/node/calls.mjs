// What the checks share: calls and streams as promises, contracts from files, a line for each check.

import assert from 'node:assert/strict';
import grpc from '@grpc/grpc-js';
import protoLoader from '@grpc/proto-loader';

export const options = { keepCase: true, longs: String, enums: String, defaults: true, oneofs: true };
export const insecure = grpc.credentials.createInsecure();

export function load(file, includeDirs = []) {
  return grpc.loadPackageDefinition(protoLoader.loadSync(file, { ...options, includeDirs }));
}

/** Makes a unary or client-streaming call; resolves with all that came back, failed or not. */
export function call(start) {
  return new Promise((resolve) => {
    const seen = { headers: null, status: null, error: null, reply: null };
    const stream = start((error, reply) => {
      seen.error = error;
      seen.reply = reply;
      settle();
    });
    stream.on('metadata', (headers) => { seen.headers = headers; });
    stream.on('status', (status) => { seen.status = status; settle(); });
    let parts = 0;
    function settle() {
      parts += 1;
      if (parts === 2) resolve(seen);
    }
  });
}

/** Reads a stream to its end; resolves with all that came back, failed or not. */
export function drain(stream, onMessage = () => {}) {
  return new Promise((resolve) => {
    const seen = { headers: null, messages: [], error: null };
    stream.on('metadata', (headers) => { seen.headers = headers; });
    stream.on('data', (message) => { seen.messages.push(message); onMessage(message); });
    stream.on('error', (error) => { seen.error = error; });
    // The result can overtake the last messages, so it takes both events to be at the end.
    let status = null;
    let ended = false;
    stream.on('status', (value) => { status = value; settle(); });
    stream.on('end', () => { ended = true; settle(); });
    function settle() {
      if (status !== null && ended) resolve({ ...seen, status });
    }
  });
}

/** Asks reflection one question. */
export async function ask(reflection, question) {
  const stream = reflection.ServerReflectionInfo();
  const answered = drain(stream);
  stream.write(question);
  stream.end();
  const { messages, status } = await answered;
  assert.equal(status.code, grpc.status.OK);
  assert.equal(messages.length, 1);
  return messages[0];
}

/** Runs the checks in their order and prints the outcome. */
export async function run(checks) {
  let failed = 0;
  for (const [name, check] of Object.entries(checks)) {
    try {
      await check();
      console.log(`ok      ${name}`);
    } catch (error) {
      failed += 1;
      console.log(`FAILED  ${name}: ${error.message}`);
    }
  }
  console.log(`${Object.keys(checks).length - failed} passed, ${failed} failed`);
  process.exitCode = failed === 0 ? 0 : 1;
}
