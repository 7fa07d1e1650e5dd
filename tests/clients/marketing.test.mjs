// The npm client's methods of lists, campaigns, activities, pushing, merging and associating, over the demo data
// (docs/demo-data.md). Deletes what it creates; see leads.test.mjs for how to run it.

import assert from 'node:assert/strict';
import { after, describe, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { email, newClient } from './support.mjs';

const marketo = newClient();
const connection = marketo._connection;
const LIST = 1002;
const created = [];

async function create(...names) {
  const { result } = await marketo.lead.createOrUpdate(names.map((name) => ({ email: email(name) })));
  const ids = result.map(({ id }) => id);
  created.push(...ids);
  return ids;
}

const statuses = ({ result }) => result.map(({ status }) => status);
const since = async (moment) => (await marketo.lead.getPageToken(moment)).nextPageToken;

/** Reads the log from a token to its end. */
async function readAll(read, token) {
  const found = [];
  for (let more = true; more;) {
    const page = await read(token);
    found.push(...(page.result ?? []));
    ({ nextPageToken: token, moreResult: more } = page);
  }
  return found;
}

describe('node-marketo-rest, beyond leads', () => {
  after(async () => {
    if (created.length > 0) await connection.postJson('/v1/leads/delete.json', { input: created.map((id) => ({ id })) });
  });

  describe('lists', () => {
    test('find and byId', async () => {
      assert.deepEqual((await marketo.list.find({ name: ['Demo List', 'Empty List'] })).result.map(({ id }) => id), [1001, 1002]);
      const [list] = (await marketo.list.byId(1001)).result;
      assert.equal(list.name, 'Demo List');
      assert.equal(list.workspaceName, 'Default');
    });

    test('getLeads brings the members', async () => {
      const { result } = await marketo.list.getLeads(1001, { fields: 'email', batchSize: 4 });
      assert.deepEqual(result.map(({ id }) => id), [2, 3, 4, 5]);
    });

    test('leads are added, asked for and removed, several at once', async () => {
      const ids = await create('list-a', 'list-b');
      assert.deepEqual(statuses(await marketo.list.isMember(LIST, ids)), ['notmemberof', 'notmemberof']);
      assert.deepEqual(statuses(await marketo.list.addLeadsToList(LIST, ids)), ['added', 'added']);
      assert.deepEqual(statuses(await marketo.list.isMember(LIST, ids)), ['memberof', 'memberof']);
      assert.deepEqual(statuses(await marketo.list.removeLeadsFromList(LIST, ids)), ['removed', 'removed']);
      assert.deepEqual(statuses(await marketo.list.isMember(LIST, ids)), ['notmemberof', 'notmemberof']);
    });

    test('addEmailsToList creates the people and adds them', async () => {
      const reply = await marketo.list.addEmailsToList([email('list-c')], LIST);
      created.push(reply.result[0].id);
      assert.deepEqual(statuses(reply), ['added']);
    });
  });

  describe('campaigns', () => {
    test('getCampaigns', async () => {
      const { result } = await marketo.campaign.getCampaigns({ isTriggerable: true });
      assert.deepEqual(result.map(({ name, type, active }) => [name, type, active]), [['Welcome', 'trigger', true]]);
    });

    test('request runs the campaign for the leads', async () => {
      const [id] = await create('requested');
      const { result } = await marketo.campaign.request(1001, [{ id }], [{ name: '{{my.message}}', value: 'Hello' }]);
      assert.deepEqual(result, [{ id: 1001 }]);
      const memberships = async () => (await connection.get(`/v1/leads/${id}/smartCampaignMembership.json`)).result;
      for (let i = 0; i < 10 && (await memberships()).length === 0; i += 1) await sleep(200);
      assert.deepEqual((await memberships()).map((m) => m.smartCampaignId), [1001]);
    });
  });

  describe('activities', () => {
    test('getActivityTypes', async () => {
      const { result } = await marketo.activities.getActivityTypes();
      assert.equal(result.find(({ id }) => id === 12).name, 'New Lead');
    });

    test('getActivities, getActivitiesForList and getChanges', async () => {
      const [id] = await create('log');
      await marketo.lead.createOrUpdate([{ email: email('log'), firstName: 'Ada' }]);
      await marketo.list.addLeadsToList(LIST, [id]);
      const token = await since('2020-01-01T00:00:00Z');

      const activities = await readAll((t) => marketo.lead.getActivities([id], [12, 13], t), token);
      assert.deepEqual(activities.map(({ activityTypeId }) => activityTypeId), [12, 13]);
      const ofList = await readAll((t) => marketo.lead.getActivitiesForList(LIST, [12], t), token);
      assert.ok(ofList.some(({ leadId }) => leadId === id));
      const changes = await readAll((t) => marketo.lead.getChanges(t, { fields: ['firstName'], leadIds: String(id) }), token);
      assert.deepEqual(changes.flatMap(({ fields }) => fields).map(({ name, newValue }) => [name, newValue]), [['firstName', 'Ada']]);
    });
  });

  describe('leads', () => {
    test('push', async () => {
      const { result } = await marketo.lead.push([{ email: email('pushed'), firstName: 'Ada' }], {
        programName: 'Product Launch', source: 'Suite', reason: 'A test', lookupField: 'email',
      });
      created.push(result[0].id);
      assert.equal(result[0].status, 'created');
    });

    test('associateLead', async () => {
      const [id] = await create('cookie');
      const cookie = `id:123-ABC-456&token:_mch-example.com-${Date.now()}-46169`;
      assert.equal((await marketo.lead.associateLead(id, cookie)).success, true);
      assert.deepEqual((await marketo.lead.find('cookies', [cookie], { fields: 'id' })).result.map((lead) => lead.id), [id]);
    });

    test('mergeLead keeps the winner and takes what it lacks', async () => {
      const [winner, loser] = await create('winner', 'loser');
      await connection.postJson('/v1/leads.json', { action: 'updateOnly', input: [{ id: loser, lastName: 'Lovelace' }] });
      assert.equal((await marketo.lead.mergeLead(winner, [loser], { mergeInCRM: false })).success, true);
      const { result } = await marketo.lead.find('id', [winner, loser], { fields: ['email', 'lastName'] });
      assert.deepEqual(result, [{ id: winner, email: email('winner'), lastName: 'Lovelace' }]);
    });
  });
});
