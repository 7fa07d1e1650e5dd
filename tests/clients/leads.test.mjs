// The unmodified npm client node-marketo-rest against a running Leadbase server with the sandbox data:
//   npm ci && npm test      (LEADBASE_URL, LEADBASE_CLIENT_ID and LEADBASE_CLIENT_SECRET aim it elsewhere)
// Keys carry a run id, so it can be repeated on one server, and it deletes what it creates. All suites together make more
// calls than the documented limit of 100 in 20 s: start the server with --limits off. Where the client lacks a method, its `_connection` is used, as its methods do.

import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { email, newClient, settings } from './support.mjs';

const marketo = newClient();
const connection = marketo._connection;

const created = new Set();
const UNKNOWN_ID = 2147483647;
const KENNETH = {
  id: 1,
  email: 'developerfeedback@marketo.com',
  firstName: 'Kenneth',
  lastName: 'Elkington',
  createdAt: '2013-02-19T23:17:04Z',
  updatedAt: '2015-08-24T20:17:23Z',
};

/** Syncs leads, remembers the created ones for the clean-up, and returns the outcomes. */
async function sync(input, options, client = marketo) {
  const { result } = await client.lead.createOrUpdate(input, options);
  assert.equal(result.length, input.length, 'one outcome per record');
  for (const { id, status } of result) if (status === 'created') created.add(id);
  return result;
}

/** Creates one lead per address and returns them as `fields: 'email'` would. */
const create = async (emails) => (await sync(emails.map((e) => ({ email: e }))))
  .map(({ id }, i) => ({ id, email: emails[i] }));

async function deleteLeads(ids) {
  for (const id of ids) created.delete(id);
  return (await connection.postJson('/v1/leads/delete.json', { input: ids.map((id) => ({ id })) })).result;
}

/** Search results have no documented order. */
const assertSameLeads = (actual, expected) =>
  assert.deepEqual(sortById(actual), sortById(expected));
const sortById = (leads) => [...leads].sort((a, b) => a.id - b.id);

function assertSkipped(outcome, code, message) {
  assert.equal(outcome.status, 'skipped');
  assert.deepEqual(outcome.reasons.map((reason) => reason.code), [code]);
  assert.match(outcome.reasons[0].message, message);
}

/** An operation error: HTTP 200, and a code that the client reads as a string. */
const assertFails = (promise, code, message) => assert.rejects(promise, (error) => {
  assert.equal(error.name, 'HttpError', `unexpected: ${error}`);
  assert.equal(error.code, 200);
  assert.deepEqual(error.errors.map((e) => e.code), [code]);
  assert.match(error.message, message);
  return true;
});

describe('node-marketo-rest', () => {
  before(() => marketo.getOAuthToken().catch((e) => {
    throw new Error(`no token from ${settings.identity}: ${e.code ?? JSON.stringify(e)}`);
  }));

  after(async () => {
    while (created.size > 0) await deleteLeads([...created].slice(0, 300));
  });

  describe('authentication', () => {
    test('a second client gets the same token, with less time to live', async () => {
      const first = await newClient().getOAuthToken();
      await sleep(1100);
      const second = await newClient({ partnerId: 'ignored' }).getOAuthToken();
      assert.equal(first.token_type, 'bearer');
      assert.match(first.scope, /\S/);
      assert.ok(first.expires_in > 0 && first.expires_in <= 3600, `expires_in ${first.expires_in}`);
      assert.equal(second.access_token, first.access_token);
      assert.ok(second.expires_in < first.expires_in, `${second.expires_in} after ${first.expires_in}`);
    });

    test('a wrong secret is an Authentication error with a cause', async () => {
      const call = newClient({ clientSecret: 'wrong' }).lead.byId(1);
      await assert.rejects(call, { message: /^Authentication \((?!undefined)\w+\): (?!undefined)\S/ });
    });

    test('an invalid token gives 601, and the client recovers by itself', async () => {
      const client = newClient();
      const { _connection: { _retry: retry } } = client;
      const seen = [];
      retry.retryableError = (error) => {
        seen.push(error.errors?.[0]?.code);
        return Object.getPrototypeOf(retry).retryableError.call(retry, error);
      };
      client._connection._tokenData = { access_token: 'bogus', token_type: 'bearer', expires_in: 3599 };

      const lead = { email: email('recovery') };
      const [read, [written]] = await Promise.all([client.lead.byId(1), sync([lead], {}, client)]);

      assert.deepEqual(seen, ['601', '601']);
      assert.deepEqual(read.result, [KENNETH]);
      assert.equal(written.status, 'created', 'refused first, then carried out once');
      assert.notEqual(client._connection._tokenData.access_token, 'bogus');
    });
  });

  describe('reading', () => {
    test('byId returns the six default fields', async () => {
      const { success, result } = await marketo.lead.byId(1);
      assert.equal(success, true);
      assert.deepEqual(result, [KENNETH]);
    });

    test('byId returns the fields asked for, and the id', async () => {
      const { result } = await marketo.lead.byId(1, { fields: ['email', 'lastName'] });
      assert.deepEqual(result, [{ id: 1, email: KENNETH.email, lastName: KENNETH.lastName }]);
    });

    test('byId of an unknown id is an empty result', async () => {
      assert.deepEqual((await marketo.lead.byId(UNKNOWN_ID)).result, []);
    });

    test('find by email ignores case', async () => {
      assert.deepEqual((await marketo.lead.find('email', ['DeveloperFeedback@MARKETO.com'])).result, [KENNETH]);
    });

    test('find by id with fields', async () => {
      const { result } = await marketo.lead.find('id', [1], { fields: ['firstName', 'createdAt'] });
      assert.deepEqual(result, [{ id: 1, firstName: KENNETH.firstName, createdAt: KENNETH.createdAt }]);
    });

    test('find by several values returns the leads that exist', async () => {
      const leads = await create([email('several-a'), email('several-b')]);
      const find = async (type, values) => (await marketo.lead.find(type, values, { fields: ['email'] })).result;
      assertSameLeads(await find('email', [...leads.map((lead) => lead.email), email('absent')]), leads);
      assertSameLeads(await find('id', [...leads.map((lead) => lead.id), UNKNOWN_ID]), leads);
    });

    test('find by an unsupported field fails with 1011', () =>
      assertFails(marketo.lead.find('firstName', ['Kenneth']), '1011', /firstName.* not supported/));

    test('pages follow each other, and the last has no token', async () => {
      const leads = await create([1, 2, 3].map((n) => email(`page-${n}`)));
      const ids = leads.map((lead) => lead.id);
      const found = [];
      const stream = marketo.streamify('lead', 'find', ['id', ids, { batchSize: 2, fields: ['email'] }]);
      for await (const lead of stream) if (found.push(lead) > ids.length) break;
      assertSameLeads(found, leads);
    });

    test('a filter of more than 8 KB: 414 as GET, accepted as form-encoded POST with _method=GET', async () => {
      const leads = await create([email('long-a'), email('long-b')]);
      const absent = Array.from({ length: 290 }, (_, i) => email(`long-absent-${i}`));
      const values = [...absent, ...leads.map((lead) => lead.email)];
      assert.ok(values.join().length > 8192);

      await assert.rejects(marketo.lead.find('email', values), { name: 'HttpError', code: 414 });
      const { result } = await connection.post('/v1/leads.json', {
        query: { _method: 'GET' },
        data: { filterType: 'email', filterValues: values.join(), fields: 'email' },
      });
      assertSameLeads(result, leads);
    });

    test('describe lists email under its REST name', async () => {
      const field = (await marketo.lead.describe()).result.find((f) => f.rest?.name === 'email');
      assert.equal(field?.dataType, 'email');
      assert.equal(field.rest.readOnly, false);
      assert.ok(Number.isInteger(field.id) && field.displayName);
    });

    test('partitions lists Default', async () => {
      const { result } = await marketo.lead.partitions();
      assert.ok(Number.isInteger(result.find((p) => p.name === 'Default')?.id), JSON.stringify(result));
    });
  });

  describe('writing', () => {
    test('createOrUpdate creates, then updates the same lead', async () => {
      const lead = { email: email('upsert'), firstName: 'Ada' };
      const [first] = await sync([lead]);
      const [second] = await sync([{ ...lead, firstName: 'Grace' }], { lookupField: 'email' });
      assert.equal(first.status, 'created');
      assert.deepEqual(second, { id: first.id, status: 'updated' });
      assert.equal((await marketo.lead.byId(first.id)).result[0].firstName, 'Grace');
    });

    test('outcomes come in input order, and a bad record does not stop the others', async () => {
      const result = await sync([
        { email: email('order-1') },
        { email: email('order-2'), leadScore: 'abc' },
        { email: email('order-3') },
        { email: email('order-4'), noSuchField: 'x' },
      ]);
      assert.deepEqual(result.map((r) => r.status), ['created', 'skipped', 'created', 'skipped']);
      assertSkipped(result[1], '1001', /abc/);
      assertSkipped(result[3], '1006', /noSuchField.* not found/);
    });

    test('createOnly skips an existing lead with 1005', async () => {
      const lead = { email: email('create-only') };
      const [first] = await sync([lead], { action: 'createOnly' });
      const [second] = await sync([lead], { action: 'createOnly' });
      assert.equal(first.status, 'created');
      assertSkipped(second, '1005', /already exists/);
    });

    test('updateOnly skips an unknown lead with 1004', async () => {
      const [outcome] = await sync([{ email: email('update-only') }], { action: 'updateOnly' });
      assertSkipped(outcome, '1004', /not found/);
    });

    test('a batch of 300 is accepted, in order', async () => {
      const leads = await create(Array.from({ length: 300 }, (_, i) => email(`batch-${i}`)));
      assert.equal(new Set(leads.map((lead) => lead.id)).size, 300);
      const picked = [leads[0], leads[150], leads[299]];
      const { result } = await marketo.lead.find('id', picked.map((lead) => lead.id), { fields: ['email'] });
      assertSameLeads(result, picked);
    });

    test('Japanese, accents and emoji come back unchanged', async () => {
      const names = { firstName: '健司 さくら', lastName: 'Zoë Ünal 🚀👩‍💻 “&<>%+”' };
      const [{ id }] = await sync([{ email: email('utf8'), ...names }]);
      const { result } = await marketo.lead.byId(id, { fields: 'firstName,lastName' });
      assert.deepEqual(result, [{ id, ...names }]);
    });

    test('a deleted lead is gone', async () => {
      const [{ id }] = await create([email('delete')]);
      assert.deepEqual(await deleteLeads([id]), [{ id, status: 'deleted' }]);
      assert.deepEqual((await marketo.lead.byId(id)).result, []);
    });
  });

  describe('statistics', () => {
    /** Checks the form of every day in a report; `items` is its breakdown. */
    function assertDays({ result }, items) {
      for (const day of result) {
        assert.match(day.date, /^\d{4}-\d{2}-\d{2}$/);
        assert.equal(day[items].reduce((sum, item) => sum + item.count, 0), day.total);
      }
      return result;
    }

    test('usage: the count of this user grows with its calls, today and in the last 7 days', async () => {
      const { scope } = await connection.getOAuthToken();
      const countOf = (day) => day?.users.find((user) => user.userId === scope)?.count ?? 0;
      const [earlier] = assertDays(await marketo.stats.usage(), 'users');
      await marketo.lead.byId(1);
      await marketo.lead.byId(1);
      const [later, ...rest] = assertDays(await marketo.stats.usage(), 'users');
      assert.deepEqual(rest, []);
      assert.ok(countOf(later) >= countOf(earlier) + 2, `${countOf(later)} after ${countOf(earlier)}`);

      const week = assertDays(await marketo.stats.usageLast7Days(), 'users');
      const today = week.filter((day) => day.date === later.date);
      assert.ok(week.length <= 7 && today.length === 1, JSON.stringify(week));
      assert.ok(countOf(today[0]) >= countOf(later));
    });

    test('errors: a failed call is counted under its code', async () => {
      const count = async () => assertDays(await marketo.stats.errors(), 'errors')
        .flatMap((day) => day.errors).find((error) => error.errorCode === '610')?.count ?? 0;
      const earlier = await count();
      await assertFails(connection.get('/v1/no-such-resource.json'), '610', /not found/);
      assert.ok(await count() > earlier, `still ${earlier}`);
    });
  });
});
