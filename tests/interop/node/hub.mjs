// Works with a running hub through its published protos, with a gRPC client that shares no code with it. The checks build
// on one another: a customer is created, classified, onboarded and watched.
// Usage: node hub.mjs ADDRESS TOKEN PROTOS_FOLDER

import assert from 'node:assert/strict';
import grpc from '@grpc/grpc-js';
import protobuf from 'protobufjs';
import { ask, call, drain, insecure, load, run } from './calls.mjs';

const [address, token, protos] = process.argv.slice(2);
const workspace = 'workspaces/acme';

/** Sends the token with every call. */
const withToken = (options, next) => new grpc.InterceptingCall(next(options), {
  start(metadata, listener, proceed) {
    metadata.set('authorization', `Bearer ${token}`);
    proceed(metadata, listener);
  },
});

const clients = [];
function client(file, service, options = { interceptors: [withToken] }) {
  const made = new (service(load(file, [protos])))(address, insecure, options);
  clients.push(made);
  return made;
}

const hub = (file, name, options) => client(`onboarding/hub/v1/${file}.proto`, (root) => root.onboarding.hub.v1[name], options);
const health = client('grpc/health/v1/health.proto', (root) => root.grpc.health.v1.Health);
const reflection = client('grpc/reflection/v1/reflection.proto', (root) => root.grpc.reflection.v1.ServerReflection);
const workspaces = hub('workspaces', 'WorkspaceService');
const accounts = hub('accounts', 'AccountService');
const onboardings = hub('onboardings', 'OnboardingService');
const journal = hub('journal', 'JournalService');

// The rich errors of https://google.aip.dev/193, as they travel in grpc-status-details-bin.
const rpc = protobuf.parse(`
  syntax = "proto3";
  package google.rpc;
  message Any { string type_url = 1; bytes value = 2; }
  message Status { int32 code = 1; string message = 2; repeated Any details = 3; }
  message ErrorInfo { string reason = 1; string domain = 2; map<string, string> metadata = 3; }
`, { keepCase: true }).root;

/** The ErrorInfo of a failed call, whose status must say the same as the call's. */
function errorInfo(error) {
  const [bytes] = error.metadata.get('grpc-status-details-bin');
  const status = rpc.lookupType('google.rpc.Status').decode(bytes);
  assert.equal(status.code, error.code);
  const info = status.details.find((detail) => detail.type_url.endsWith('/google.rpc.ErrorInfo'));
  return rpc.lookupType('google.rpc.ErrorInfo').decode(info.value);
}

function assertRefused(error, code, reason) {
  assert.equal(error?.code, code, error?.details ?? 'The call was answered.');
  const info = errorInfo(error);
  assert.equal(info.reason, reason);
  assert.equal(info.domain, 'onboarding.hub');
}

async function answer(start) {
  const { error, reply } = await call(start);
  if (error) throw error;
  return reply;
}

/** Reads a watch until a message shows what is awaited, then cancels it; resolves with that message. */
async function watch(stream, isIt) {
  let found;
  const { error } = await drain(stream, (message) => {
    if (found === undefined && isIt(message)) {
      found = message;
      stream.cancel();
    }
  });
  assert.equal(error.code, grpc.status.CANCELLED, error.details);
  return found;
}

const text = (value) => ({ text_value: value });
const create = (name, request) => ({ parent: workspace, account: { fields: { name: text(name) } }, request_id: request });
const soon = () => ({ deadline: Date.now() + 60_000 });
let customer;
let onboarding;

const checks = {
  async 'health'() {
    assert.equal((await answer((done) => health.Check({ service: '' }, done))).status, 'SERVING');
  },

  async 'reflection lists the services of the hub'() {
    const listed = await ask(reflection, { list_services: '*' });
    const names = listed.list_services_response.service.map((service) => service.name);
    for (const name of ['WorkspaceService', 'AccountService', 'OnboardingService', 'JournalService']) {
      assert.ok(names.includes(`onboarding.hub.v1.${name}`), `${name} is missing in ${names}`);
    }
  },

  async 'a caller without a token is refused'() {
    const stranger = hub('workspaces', 'WorkspaceService', {});
    const { error } = await call((done) => stranger.GetWorkspace({ name: workspace }, done));
    assertRefused(error, grpc.status.UNAUTHENTICATED, 'CALLER_UNKNOWN');
  },

  async 'the workspace is there with its tiers'() {
    const { display_name, tiers } = await answer((done) => workspaces.GetWorkspace({ name: workspace }, done));
    assert.equal(display_name, 'Example Company');
    assert.deepEqual(tiers.map((rule) => rule.tier), ['high_touch', 'tech_touch', 'self_service']);
  },

  async 'the journal tells when the hub has classified a new account'() {
    // To a prospect nothing more happens.
    const tells = (event) => event.type === 'tier_assigned';
    let created;
    const { events } = await watch(journal.WatchJournal({ parent: workspace }, soon()), (message) => {
      // The first message says from where on the watch sees everything; only then is the account created.
      created ??= answer((done) => accounts.CreateAccount(create('Ünïcode 🚀 Ltd', 'first'), done));
      return message.events.some(tells);
    });
    customer = await created;
    assert.equal(events.find(tells).resource, customer.name);
    customer = await answer((done) => accounts.GetAccount({ name: customer.name }, done));
    assert.equal(customer.tier, 'self_service');
  },

  async 'a repeated create makes no second account'() {
    const again = await answer((done) => accounts.CreateAccount(create('Ünïcode 🚀 Ltd', 'first'), done));
    assert.equal(again.name, customer.name);
    const other = await call((done) => accounts.CreateAccount(create('Another', 'first'), done));
    assertRefused(other.error, grpc.status.ALREADY_EXISTS, 'REQUEST_ID_REUSED');
  },

  async 'pages together are the whole list'() {
    for (const n of [1, 2, 3, 4]) await answer((done) => accounts.CreateAccount(create(`Account ${n}`, `more-${n}`), done));
    const seen = [];
    let page_token = '';
    do {
      const page = await answer((done) => accounts.ListAccounts({ parent: workspace, page_size: 2, page_token }, done));
      assert.ok(page.accounts.length <= 2);
      seen.push(...page.accounts.map((account) => account.display_name));
      page_token = page.next_page_token;
    } while (page_token !== '');
    assert.deepEqual(seen.sort(), ['Account 1', 'Account 2', 'Account 3', 'Account 4', 'Ünïcode 🚀 Ltd']);
  },

  async 'a page token of another question is refused'() {
    const { error } = await call((done) => accounts.ListAccounts({ parent: workspace, page_token: 'made-up' }, done));
    assertRefused(error, grpc.status.INVALID_ARGUMENT, 'PAGE_TOKEN_INVALID');
  },

  async 'an update on a stale etag is refused, and on the present one made'() {
    const update = (etag, request_id) => ({
      account: { name: customer.name, fields: { industry: text('Shipping') }, etag },
      update_mask: { paths: ['fields.industry'] },
      request_id,
    });
    const updated = await answer((done) => accounts.UpdateAccount(update(customer.etag, 'update'), done));
    assert.equal(updated.fields.industry.text_value, 'Shipping');
    const { error } = await call((done) => accounts.UpdateAccount(update(customer.etag, 'stale'), done));
    assertRefused(error, grpc.status.ABORTED, 'ETAG_MISMATCH');
    assert.equal(errorInfo(error).metadata.resource, customer.name);
  },

  async 'an onboarding is started and read'() {
    const started = await answer((done) => onboardings.CreateOnboarding(
      { parent: workspace, account: customer.name, cs_owner: 'carla@example.com', request_id: 'start' }, done));
    onboarding = await answer((done) => onboardings.GetOnboarding({ name: started.name }, done));
    assert.equal(onboarding.state, 'ONBOARDING_STATE_ACTIVE');
    assert.equal(onboarding.account, customer.name);
    assert.ok(onboarding.tasks.length > 0 && onboarding.stages.length > 0 && onboarding.milestones.length > 0);
  },

  async 'a watch sees a change and ends when its caller cancels it'() {
    let changed;
    const seen = await watch(onboardings.WatchOnboarding({ name: onboarding.name }, soon()), ({ onboarding: shown }) => {
      // The first message is the present state; only then is something changed.
      changed ??= answer((done) => onboardings.RaiseBlocker({
        name: onboarding.name,
        kind: 'BLOCKER_KIND_TECHNICAL',
        description: 'The test environment is down.',
        owner: 'ivan@example.com',
        request_id: 'blocker',
      }, done));
      return shown?.blockers.length === 1;
    });
    assert.deepEqual(seen.onboarding, await changed);
  },

  async 'a deadline ends a watch'() {
    const { messages, error } = await drain(
      onboardings.WatchOnboarding({ name: onboarding.name }, { deadline: Date.now() + 1_000 }));
    assert.equal(error.code, grpc.status.DEADLINE_EXCEEDED);
    assert.equal(messages[0].onboarding.name, onboarding.name);
  },

  async 'what is not there is not found'() {
    const name = `${workspace}/onboardings/00000000-0000-7000-8000-000000000000`;
    const { error } = await call((done) => onboardings.GetOnboarding({ name }, done));
    assertRefused(error, grpc.status.NOT_FOUND, 'NOT_FOUND');
  },
};

await run(checks);
for (const made of clients) made.close();
