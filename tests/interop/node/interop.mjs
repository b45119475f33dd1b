// Calls a test server with a gRPC client that shares no code with it, and prints a line for each check.
// Usage: node interop.mjs ADDRESS ECHO_PROTO PROTOS_FOLDER

import assert from 'node:assert/strict';
import grpc from '@grpc/grpc-js';
import protoLoader from '@grpc/proto-loader';
import { ask, call, drain, insecure, load, options, run } from './calls.mjs';

const [address, echoProto, protos] = process.argv.slice(2);
const echoContract = load(echoProto).onboarding.testing.echo.v1;
const healthContract = load('grpc/health/v1/health.proto', [protos]).grpc.health.v1;
const reflectionContract = load('grpc/reflection/v1/reflection.proto', [protos]).grpc.reflection.v1;

const echo = new echoContract.Echo(address, insecure);
const health = new healthContract.Health(address, insecure);
const reflection = new reflectionContract.ServerReflection(address, insecure);

function metadata(entries) {
  const result = new grpc.Metadata();
  for (const [key, value] of Object.entries(entries)) result.add(key, value);
  return result;
}

/** A serialized google.protobuf.FileDescriptorSet: field 1, length-delimited, once for each file. */
function descriptorSet(files) {
  const parts = [];
  for (const file of files) {
    const head = [0x0a];
    for (let length = file.length; ; length >>>= 7) {
      if (length < 0x80) {
        head.push(length);
        break;
      }
      head.push((length & 0x7f) | 0x80);
    }
    parts.push(Buffer.from(head), file);
  }
  return Buffer.concat(parts);
}

const checks = {
  async 'unary call'() {
    const { reply, status } = await call((done) => echo.Say({ text: 'hello' }, done));
    assert.deepEqual(reply, { text: 'hello', tone: 'TONE_PLAIN' });
    assert.equal(status.code, grpc.status.OK);
  },

  async 'server stream'() {
    const { messages, status } = await drain(echo.Repeat({ text: 'n', count: 3 }));
    assert.deepEqual(messages.map((message) => message.text), ['n 1', 'n 2', 'n 3']);
    assert.deepEqual(status.metadata.get('x-replies'), ['3']);
  },

  async 'client stream'() {
    const { reply } = await call((done) => {
      const stream = echo.Join(done);
      for (const text of ['one', 'two', 'three']) stream.write({ text });
      stream.end();
      return stream;
    });
    assert.equal(reply.text, 'one two three');
  },

  async 'duplex call'() {
    const stream = echo.Talk();
    const texts = ['one', 'two', 'three'];
    const drained = drain(stream, next);
    function next() {
      const text = texts.shift();
      if (text === undefined) stream.end();
      else stream.write({ text });
    }
    next();
    const { messages, status } = await drained;
    assert.deepEqual(messages.map((message) => message.text), ['one', 'two', 'three']);
    assert.equal(status.code, grpc.status.OK);
  },

  async 'headers and trailers'() {
    const { headers, status } = await call((done) => echo.Say({}, metadata({ 'x-a': '1' }), done));
    assert.deepEqual(headers.get('x-a'), ['1']);
    assert.deepEqual(status.metadata.get('x-replies'), ['1']);
  },

  async 'binary metadata'() {
    const bytes = Buffer.from(Array.from({ length: 256 }, (_, index) => index));
    const { headers, status } = await call((done) => echo.Say({}, metadata({ 'x-b-bin': bytes }), done));
    assert.deepEqual(headers.get('x-b-bin'), [bytes]);
    assert.deepEqual(status.metadata.get('x-replies-bin'), [Buffer.from([0, 255, 1])]);
  },

  async 'failure with trailers'() {
    const { error } = await call((done) => echo.Say({ text: 'no “such” thing', code: grpc.status.NOT_FOUND }, done));
    assert.equal(error.code, grpc.status.NOT_FOUND);
    assert.equal(error.details, 'no “such” thing');
    assert.deepEqual(error.metadata.get('x-replies'), ['1']);
  },

  async 'failure in a stream'() {
    // This client drops messages that it has not yet read when a call fails, so their number says nothing.
    const { error } = await drain(echo.Repeat({ count: 2, code: grpc.status.DATA_LOSS }));
    assert.equal(error.code, grpc.status.DATA_LOSS);
    assert.deepEqual(error.metadata.get('x-replies'), ['2']);
  },

  async 'deadline of a unary call'() {
    const { error } = await call((done) => echo.Hang({}, { deadline: Date.now() + 500 }, done));
    assert.equal(error.code, grpc.status.DEADLINE_EXCEEDED);
  },

  async 'deadline of a stream'() {
    const { error } = await drain(echo.Talk({ deadline: Date.now() + 500 }));
    assert.equal(error.code, grpc.status.DEADLINE_EXCEEDED);
  },

  async 'cancellation by the client'() {
    const stream = echo.Talk();
    const drained = drain(stream, () => stream.cancel());
    stream.write({ text: 'x' });
    const { error } = await drained;
    assert.equal(error.code, grpc.status.CANCELLED);
  },

  async 'cancellation by the server'() {
    const stream = echo.Talk();
    const drained = drain(stream);
    stream.write({ text: 'stop', code: grpc.status.CANCELLED });
    const { messages, error } = await drained;
    assert.equal(messages.length, 1);
    assert.equal(error.code, grpc.status.CANCELLED);
    assert.equal(error.details, 'stop');
  },

  async 'unknown method'() {
    const { error } = await call((done) => echo.makeUnaryRequest(
      '/onboarding.testing.echo.v1.Echo/Shout', (value) => value, (value) => value, Buffer.alloc(0), done));
    assert.equal(error.code, grpc.status.UNIMPLEMENTED);
  },

  async 'gzip both ways'() {
    const zipped = new echoContract.Echo(address, insecure, {
      'grpc.default_compression_algorithm': grpc.compressionAlgorithms.gzip,
    });
    const text = 'a'.repeat(100_000);
    const { reply, headers } = await call((done) => zipped.Say({ text }, done));
    zipped.close();
    assert.equal(reply.text, text);
    assert.deepEqual(headers.get('x-request-compressed'), ['1']);
    assert.deepEqual(headers.get('x-response-encoding'), ['gzip']);
  },

  async 'message too large'() {
    const { error } = await call((done) => echo.Say({ text: 'a'.repeat(5_000_000) }, done));
    assert.equal(error.code, grpc.status.RESOURCE_EXHAUSTED);
  },

  async 'health check'() {
    const whole = await call((done) => health.Check({ service: '' }, done));
    assert.equal(whole.reply.status, 'SERVING');
    const unknown = await call((done) => health.Check({ service: 'no.such.Service' }, done));
    assert.equal(unknown.error.code, grpc.status.NOT_FOUND);
  },

  async 'health watch'() {
    const stream = health.Watch({ service: 'no.such.Service' });
    const { messages } = await drain(stream, () => stream.cancel());
    assert.deepEqual(messages, [{ status: 'SERVICE_UNKNOWN' }]);
  },

  async 'reflection lists the services'() {
    const answer = await ask(reflection, { list_services: '*' });
    assert.deepEqual(
      answer.list_services_response.service.map((service) => service.name),
      ['grpc.health.v1.Health', 'grpc.reflection.v1.ServerReflection', 'onboarding.testing.echo.v1.Echo']);
  },

  async 'reflection refuses what it does not know'() {
    const answer = await ask(reflection, { file_containing_symbol: 'no.such.Thing' });
    assert.equal(answer.error_response.error_code, grpc.status.NOT_FOUND);
  },

  async 'call by reflection alone'() {
    const answer = await ask(reflection, { file_containing_symbol: 'onboarding.testing.echo.v1.Echo' });
    const learned = grpc.loadPackageDefinition(protoLoader.loadFileDescriptorSetFromBuffer(
      descriptorSet(answer.file_descriptor_response.file_descriptor_proto), options));
    const client = new learned.onboarding.testing.echo.v1.Echo(address, insecure);
    const { reply } = await call((done) => client.Say({ text: 'learned' }, done));
    client.close();
    assert.equal(reply.text, 'learned');
  },
};

await run(checks);
for (const client of [echo, health, reflection]) client.close();
